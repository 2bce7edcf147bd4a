using IdBellen.Demo.Problems;

namespace IdBellen.Demo.Settings;

/// <summary>A telephone page that phones an Asterisk: <c>Demo__Softphone__Exchange</c>, <c>…__Script</c> and <c>…__Voice</c>.</summary>
internal sealed record SoftphoneSettings
{
    /// <summary>The SIP WebSocket of the Asterisk, which needs the endpoint for callers' pages (<c>CALLER_PAGE_TRUNK</c>).</summary>
    public required Uri Exchange { get; init; }

    /// <summary>The path of the built script.</summary>
    public required string Script { get; init; }

    /// <summary>The path of a WAV file that speaks where there is no microphone.</summary>
    public required string Voice { get; init; }

    /// <returns>Null when none of the three is set.</returns>
    /// <exception cref="DemoSettingsException">A value cannot be used.</exception>
    public static SoftphoneSettings? Read(IConfiguration demo)
    {
        var section = demo.GetSection("Softphone");
        if (string.IsNullOrEmpty(section["Exchange"])) return null;
        return Uri.TryCreate(section["Exchange"], UriKind.Absolute, out var exchange) && exchange.Scheme is "ws" or "wss"
            ? new SoftphoneSettings { Exchange = exchange, Script = PathOf(section, "Script"), Voice = PathOf(section, "Voice") }
            : throw new DemoSettingsException("Demo__Softphone__Exchange must be an address such as ws://127.0.0.1:8088/ws.");
    }

    private static string PathOf(IConfigurationSection section, string name) =>
        File.Exists(section[name]) ? Path.GetFullPath(section[name]!)
            : throw new DemoSettingsException($"Demo__Softphone__{name} must be the path of a file.");
}
