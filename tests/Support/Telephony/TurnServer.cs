using System.Globalization;
using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>A coturn with our configuration, which <c>dev/coturn</c> starts.</summary>
public sealed class TurnServer : IAsyncDisposable
{
    private readonly ServerScript script;

    private TurnServer(ServerScript script) => this.script = script;

    /// <summary>The address of its UDP port, as browsers get it.</summary>
    public string Udp => Read("IDBELLEN_TURN_UDP");

    /// <summary>The address of TLS over TCP.</summary>
    public string Tls => Read("IDBELLEN_TURN_TLS");

    public string Secret => Read("IDBELLEN_TURN_SECRET");

    /// <summary>Its UDP port, and that for TLS over TCP.</summary>
    public (int Udp, int Tls) Ports => (Number("IDBELLEN_TURN_PORT"), Number("IDBELLEN_TURN_TLS_PORT"));

    /// <summary>The first and the last port of the relay.</summary>
    public (int First, int Last) RelayPorts => (Number("IDBELLEN_TURN_FIRST"), Number("IDBELLEN_TURN_LAST"));

    /// <summary>Its process id.</summary>
    public int ProcessId => script.ProcessId("coturn");

    /// <summary>The folder with all that it writes.</summary>
    public string Folder => Path.GetDirectoryName(script.Output)!;

    public static async Task<TurnServer> StartAsync() => new(await ServerScript.StartAsync("coturn"));

    public ValueTask DisposeAsync() => script.DisposeAsync();

    private int Number(string name) => int.Parse(Read(name), CultureInfo.InvariantCulture);

    private string Read(string name) => Regex.Match(File.ReadAllText(script.Output), $"^{name}='(?<value>[^']*)'$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Groups["value"].Value;
}
