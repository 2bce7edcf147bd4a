using System.Globalization;
using IdBellen.Demo.Irma.Settings;
using IdBellen.Demo.Municipalities;
using IdBellen.Demo.People;
using IdBellen.Demo.Problems;

namespace IdBellen.Demo.Settings;

/// <summary>The settings from the environment (<c>Demo__Name</c>), with defaults for a developer's machine.</summary>
internal sealed record DemoSettings
{
    /// <summary>The URL of the pages; always on loopback. Port 0 takes a free port.</summary>
    public required Uri PagesUrl { get; init; }

    /// <summary>Null when <c>Demo__Irma=off</c>: an external IRMA server is used.</summary>
    public required IrmaSettings? Irma { get; init; }

    /// <summary>The people who have a wallet.</summary>
    public required DemoPeople People { get; init; }

    /// <summary>The namespace with the Municipality resources and their Secrets.</summary>
    public required string Namespace { get; init; }

    /// <summary>Null when they are read from Kubernetes instead.</summary>
    public required IReadOnlyList<ConfiguredMunicipality>? Municipalities { get; init; }

    /// <summary>Null: the telephone page has no sound, and the demo itself is the exchange.</summary>
    public required SoftphoneSettings? Softphone { get; init; }

    /// <exception cref="DemoSettingsException">A value cannot be used.</exception>
    public static DemoSettings Read(IConfiguration configuration)
    {
        var demo = configuration.GetSection("Demo");
        var off = string.Equals(demo["Irma"], "off", StringComparison.OrdinalIgnoreCase);
        return new DemoSettings
        {
            PagesUrl = Address(demo, "PagesUrl", "http://localhost:8090"),
            Irma = off ? null : ReadIrma(demo),
            People = DemoPeople.Load(NullIfEmpty(demo["PeopleFile"])),
            Namespace = demo["Namespace"] ?? "id-bellen",
            Softphone = SoftphoneSettings.Read(demo),
            Municipalities = ConfiguredMunicipality.ReadAll(demo.GetSection("Municipalities")),
        };
    }

    private static IrmaSettings ReadIrma(IConfiguration demo) => new()
    {
        Url = Address(demo, "IrmaUrl", "http://localhost:8088"),
        RequestorToken = NullIfEmpty(demo["RequestorToken"]),
        ServerSentEvents = Switch(demo, "IrmaSse"),
        AugmentReturnUrl = Switch(demo, "AugmentReturnUrl"),
        KeyFile = NullIfEmpty(demo["IrmaKeyFile"]),
        JwtIssuer = demo["JwtIssuer"] ?? "irmaserver",
        SessionLifetime = Minutes(demo, "SessionLifetimeMinutes", 15),
        ResultLifetime = Minutes(demo, "ResultLifetimeMinutes", 5),
    };

    private static Uri Address(IConfiguration demo, string name, string otherwise) =>
        Uri.TryCreate(demo[name] ?? otherwise, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp
            ? url
            : throw new DemoSettingsException($"Demo__{name} must be a plain http address with a port, for example {otherwise}.");

    private static bool Switch(IConfiguration demo, string name) => demo[name]?.ToUpperInvariant() switch
    {
        null or "" or "OFF" => false,
        "ON" => true,
        _ => throw new DemoSettingsException($"Demo__{name} must be 'on' or 'off'."),
    };

    private static TimeSpan Minutes(IConfiguration demo, string name, int otherwise) =>
        demo[name] is not { Length: > 0 } text ? TimeSpan.FromMinutes(otherwise)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes > 0 ? TimeSpan.FromMinutes(minutes)
        : throw new DemoSettingsException($"Demo__{name} must be a whole number of minutes above 0.");

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
