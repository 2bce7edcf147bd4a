using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Text;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>An Asterisk with our configuration, which <c>dev/asterisk</c> starts.</summary>
public sealed class AsteriskServer : IAsyncDisposable
{
    /// <summary>From where a call comes in over the trunk that municipalities share in tests.</summary>
    public const string SharedTrunk = "127.0.0.1";

    /// <summary>From where a call comes in over the trunk <see cref="OtherTrunkName"/>.</summary>
    public const string OtherTrunk = "127.0.0.2";

    /// <summary>From where a call comes in over a trunk that prefers Opus. Any municipality may use it.</summary>
    public const string OpusTrunk = "127.0.0.3";

    public const string SharedTrunkName = "local";
    public const string OtherTrunkName = "other";
    private readonly ServerScript script;
    private readonly Dictionary<string, string> environment;

    private AsteriskServer(ServerScript script)
    {
        this.script = script;
        environment = ShellVariables.Read(File.ReadAllText(script.Output));
    }

    public string Name => environment["IDBELLEN_ASTERISK_NAME"];

    public IPEndPoint Sip => new(IPAddress.Loopback, Number("IDBELLEN_ASTERISK_SIP_PORT"));

    /// <summary>Where a telephone must listen that the trunk is to reach.</summary>
    public int TrunkPort => Number("IDBELLEN_ASTERISK_TRUNK_PORT");

    /// <summary>Where agents' pages arrive, for the api.</summary>
    public string WebSocket => environment["IDBELLEN_ASTERISK_WEBSOCKET"].Replace("ws:", "http:", StringComparison.Ordinal);

    /// <summary>Where its HTTP server listens: ARI, and SIP over WebSocket.</summary>
    public int HttpPort => Number("IDBELLEN_ASTERISK_HTTP_PORT");

    /// <summary>The first and the last port of sound.</summary>
    public (int First, int Last) SoundPorts => (Number("IDBELLEN_ASTERISK_RTP_FIRST"), Number("IDBELLEN_ASTERISK_RTP_LAST"));

    /// <summary>Its process id.</summary>
    public int ProcessId => script.ProcessId("asterisk");

    /// <summary>The folder with all that it writes.</summary>
    public string Folder => Path.GetDirectoryName(script.Output)!;

    /// <summary>The settings of a worker that serves it.</summary>
    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        [$"Asterisks:{Name}:Ari"] = environment["IDBELLEN_ASTERISK_ARI"],
        [$"Asterisks:{Name}:User"] = environment["IDBELLEN_ASTERISK_ARI_USER"],
        [$"Asterisks:{Name}:Password"] = environment["IDBELLEN_ASTERISK_ARI_PASSWORD"],
        ["Trunks:Shared:0"] = SharedTrunkName,
        ["Trunks:Shared:1"] = "opus",
    };

    public static async Task<AsteriskServer> StartAsync(string name = "asterisk-0") => new(await ServerScript.StartAsync("asterisk",
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["ASTERISK_NAME"] = name }));

    /// <summary>Rings the telephone that listens at <see cref="TrunkPort"/>, and lets it dial in as an agent's page does.</summary>
    /// <param name="target">What a page would dial.</param>
    /// <param name="trunk">Over which the telephone is called.</param>
    public async Task DialInAsync(string target, string trunk)
    {
        using var answer = await OriginateAsync("7301", $"phone,{target}", trunk);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Calls a telephone as the worker does, whatever number it is. It is left alone when it answers.</summary>
    public async Task CallTelephoneAsync(string number, string trunk)
    {
        using var answer = await OriginateAsync(number, "telephone", trunk);
    }

    private async Task<HttpResponseMessage> OriginateAsync(string number, string arguments, string trunk)
    {
        using var http = new HttpClient { BaseAddress = new Uri(environment["IDBELLEN_ASTERISK_ARI"]) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $"{environment["IDBELLEN_ASTERISK_ARI_USER"]}:{environment["IDBELLEN_ASTERISK_ARI_PASSWORD"]}")));
        var query = $"/ari/channels?endpoint=Local/{Uri.EscapeDataString(number)}@to-telephone/n&app=idbellen"
            + $"&appArgs={Uri.EscapeDataString(arguments)}&formats=slin";
        return await http.PostAsJsonAsync(new Uri(query, UriKind.Relative),
            new { variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["IDBELLEN_TRUNK"] = trunk } });
    }

    /// <summary>It is killed and started again, with the same ports and passwords.</summary>
    public Task CrashAsync() => script.CrashAsync();

    /// <summary>What its console answers.</summary>
    public Task<string> ConsoleAsync(string command) => Command.RunAsync(environment["IDBELLEN_ASTERISK_PROGRAM"], ["-rx", command]);

    /// <summary>Whether it has closed all connections to its HTTP server: then it knows that no worker is there.</summary>
    public bool IsAlone => !IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections().Any(
        one => one.LocalEndPoint.Port == HttpPort && one.State is (TcpState.Established or TcpState.CloseWait));

    /// <summary>All that it has written, its configuration and prompts aside.</summary>
    public async Task<string> LogsAsync()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(environment["IDBELLEN_ASTERISK_CONFIG"], StringComparison.Ordinal)
                && !file.Contains("/data/", StringComparison.Ordinal) && Path.GetFileName(file) != "env"))
        {
            // Its control socket.
            if (Path.GetExtension(file) == ".ctl") continue;
            text.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        }
        return text.ToString();
    }

    public ValueTask DisposeAsync() => script.DisposeAsync();

    private int Number(string name) => int.Parse(environment[name], CultureInfo.InvariantCulture);
}
