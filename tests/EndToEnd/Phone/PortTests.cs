using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>The table of ports in <c>docs/telephone.md</c>, by which firewalls are set, says all that the programs open.</summary>
public sealed partial class PortTests(PhoneFixture fixture) : IClassFixture<PhoneFixture>
{
    private static readonly string Table = File.ReadAllText(Repository.File("docs", "telephone.md"));

    [Fact]
    public async Task While_an_agent_talks_over_the_TURN_server_the_programs_have_opened_what_the_table_says_and_nothing_else()
    {
        await using var worker = await WorkerProcess.StartAsInProductionAsync(fixture.Platform, fixture.Asterisk);
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(TalkTests.AgentTone);
        await using var talk = await desk.TalkAsync(browser, anna, PhoneNetwork.TurnUdpOnly);

        Opened("Asterisk", fixture.Asterisk.ProcessId).Should().BeEquivalentTo(
            Written("Asterisk"), "SIP, sound, HTTP and questions to the name server");
        Opened("coturn", fixture.Turn.ProcessId).Should().BeEquivalentTo(Written("coturn"));
        Opened("worker", worker.Id, worker.Port).Should().BeEquivalentTo(Written("worker"));
        var asterisk = OpenPort.Of(fixture.Asterisk.ProcessId);
        asterisk.Count(IsSound).Should().Be(3, "two for a caller, one for an agent");
        asterisk.Count(IsEverywhere).Should().Be(2, "two for questions to the name server");
    }

    // The variables by which the table names the ports, which have other numbers here.
    private IReadOnlyList<string> Opened(string program, int process, int http = 0)
    {
        var (sip, sound) = (fixture.Asterisk.Sip.Port, fixture.Asterisk.SoundPorts);
        var (turn, relay) = (fixture.Turn.Ports, fixture.Turn.RelayPorts);
        return
        [
            .. OpenPort.Of(process).Select(port => (program, port.Protocol, port.Number) switch
            {
                ("Asterisk", _, var number) when number == sip => $"{port.Protocol} SIP_PORT",
                ("Asterisk", "UDP", var number) when number >= sound.First && number <= sound.Last => "UDP RTP_FIRST to RTP_LAST",
                ("Asterisk", "TCP", var number) when number == fixture.Asterisk.HttpPort => "TCP HTTP_PORT",
                ("Asterisk", "UDP", _) when IsEverywhere(port) => "UDP of changing number",
                ("coturn", "UDP", var number) when number == turn.Udp => "UDP TURN_PORT",
                ("coturn", "TCP", var number) when number == turn.Tls => "TCP TURN_TLS_PORT",
                ("coturn", "UDP", var number) when number >= relay.First && number <= relay.Last => "UDP TURN_FIRST to TURN_LAST",
                ("worker", "TCP", var number) when number == http => "TCP ASPNETCORE_URLS",
                _ => string.Create(CultureInfo.InvariantCulture, $"{port.Protocol} {port.Address}:{port.Number}"),
            }).Distinct(StringComparer.Ordinal),
        ];
    }

    private static IReadOnlyList<string> Written(string program) =>
    [
        .. Row().Matches(Table).Where(row => row.Groups["program"].Value == program)
            // Here trunks have no TLS.
            .Where(row => !row.Groups["port"].Value.Contains("SIP_TLS_PORT", StringComparison.Ordinal))
            .SelectMany(row => Protocol().Matches(row.Groups["port"].Value).Select(protocol => $"{protocol.Value} {Named(row)}")),
    ];

    private static string Named(Match row) =>
        row.Groups["port"].Value.Contains("of changing number", StringComparison.Ordinal) ? "of changing number"
            : string.Join(" to ", Variable().Matches(row.Groups["port"].Value).Select(variable => variable.Groups["name"].Value));

    private static bool IsEverywhere(OpenPort port) => port.Address.Equals(IPAddress.Any) || port.Address.Equals(IPAddress.IPv6Any);

    private bool IsSound(OpenPort port) =>
        port.Protocol == "UDP" && port.Number >= fixture.Asterisk.SoundPorts.First && port.Number <= fixture.Asterisk.SoundPorts.Last;

    [GeneratedRegex(@"^\| (?<program>Asterisk|coturn|worker) \| (?<port>[^|]+) \|",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("UDP|TCP", RegexOptions.None, 1000)]
    private static partial Regex Protocol();

    [GeneratedRegex("`(?<name>[A-Z_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
