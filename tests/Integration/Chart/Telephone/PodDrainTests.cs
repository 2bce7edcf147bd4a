using System.Diagnostics;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Integration.Chart.Telephone;

/// <summary>What the pods do before they end.</summary>
public sealed class PodDrainTests
{
    private static readonly string Drain = Repository.File("telephony", "asterisk", "config", "drain");

    [Fact]
    public async Task Asterisk_sends_new_callers_elsewhere_and_ends_when_the_others_have_hung_up()
    {
        await using var asterisk = await AsteriskServer.StartAsync();
        await using var first = new SipPhone();
        await using var second = new SipPhone(AsteriskServer.OtherTrunk);
        // No worker runs, so the caller hears an apology for some seconds.
        (await first.CallAsync(asterisk.Sip, "+31263370000")).Should().Be(200);

        var drained = DrainAsync(asterisk, "14400");
        await Eventually.BeTrueAsync(async () => (await asterisk.ConsoleAsync("dialplan show globals")).Contains(
            "IDBELLEN_DRAINING=yes", StringComparison.Ordinal), what: "it is being emptied");
        (await second.CallAsync(asterisk.Sip, "+31263370000")).Should().Be(503);
        await first.HangUpAsync();
        await drained;

        (await asterisk.ConsoleAsync("core show channels count")).Should().Contain("0 active channels");
    }

    [Fact]
    public async Task It_does_not_wait_for_ever_and_not_for_an_Asterisk_that_is_gone()
    {
        await using var asterisk = await AsteriskServer.StartAsync();
        await using var caller = new SipPhone();
        (await caller.CallAsync(asterisk.Sip, "+31263370000")).Should().Be(200);
        var since = Stopwatch.GetTimestamp();

        await DrainAsync(asterisk, "1");
        await Command.RunAsync(Drain, ["asterisk"], new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ASTERISK_CONSOLE"] = "false",
        });

        Stopwatch.GetElapsedTime(since).Should().BeLessThan(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("0D96", true)]
    [InlineData("4E1F", true)]
    [InlineData("4E20", false)]
    [InlineData("5207", false)]
    [InlineData("5208", true)]
    public async Task Coturn_is_empty_when_no_port_of_its_relay_is_open(string port, bool isEmpty)
    {
        var sockets = Path.GetTempFileName();
        await File.WriteAllTextAsync(sockets, "  sl  local_address rem_address   st\n"
            + $"  12: 08072A0A:{port} 00000000:0000 07 00000000:00000000\n",
            TestContext.Current.CancellationToken);
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["TURN_FIRST"] = "20000",
            ["TURN_LAST"] = "20999",
            ["UDP_SOCKETS"] = sockets,
            ["DRAIN_LIMIT"] = "1",
        };
        var since = Stopwatch.GetTimestamp();

        await Command.RunAsync(Drain, ["coturn"], variables);

        (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(1)).Should().Be(isEmpty);
        File.Delete(sockets);
    }

    private static Task<string> DrainAsync(AsteriskServer asterisk, string limit) => Command.RunAsync(Drain, ["asterisk"],
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ASTERISK_CONSOLE"] = Path.Combine(asterisk.Folder, "asterisk"),
            ["DRAIN_LIMIT"] = limit,
        });
}
