using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.EndToEnd.Phone;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Bench.Telephone;

/// <summary>Codes that are keyed in on telephones: how soon agents see them, and whether each of their digits arrives.</summary>
internal static class KeyedCodes
{
    /// <summary>From the release of the last key, <c>#</c> after the code, until an agent's page was sent the call.</summary>
    public static async Task<Figure> UntilScreenAsync(PhoneFixture fixture, int count)
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        var arrivals = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var over = new CancellationTokenSource();
        var page = FollowAsync(anna, arrivals, over.Token);
        var times = new List<TimeSpan>();
        for (var call = 0; call < count; call++)
        {
            var code = await desk.CodeAsync();
            await using var caller = new SipPhone();
            (await caller.CallAsync(fixture.Asterisk.Sip, desk.Number)).Should().Be(200);
            await caller.PressAsync($"{code}#");
            await Eventually.BeTrueAsync(() => Task.FromResult(arrivals.Count == call + 1), what: "the page shows it");
            times.Add(Stopwatch.GetElapsedTime(caller.Sound.LastReleased, arrivals.Values.Max()));
        }
        await over.CancelAsync();
        await page;
        return Figure.Of("the last key of a code is released until the call is on an agent's screen", times, TimeSpan.FromSeconds(1));
    }

    /// <summary>How many codes arrive whole.</summary>
    public static async Task<Figure> DigitsAsync(PhoneFixture fixture, int count, int atOnce)
    {
        var desk = await fixture.DeskAsync();
        var matched = 0;
        var anna = (await desk.AgentsAsync("anna"))[0];
        for (var begun = 0; begun < count; begun += atOnce)
        {
            var callers = new ConcurrentBag<SipPhone>();
            await Parallel.ForEachAsync(Enumerable.Range(begun, atOnce), new ParallelOptions { MaxDegreeOfParallelism = atOnce },
                async (number, _) =>
                {
                    var code = await desk.CodeAsync();
                    var caller = new SipPhone();
                    callers.Add(caller);
                    await caller.CallAsync(fixture.Asterisk.Sip, desk.Number, Number(number));
                    await caller.PressAsync($"{code}#");
                });
            await Task.Delay(TimeSpan.FromSeconds(2));
            matched += (await anna.CallsAsync()).Count(call => call.Identified);
            foreach (var caller in callers) await caller.DisposeAsync();
            await Eventually.BeTrueAsync(async () => (await anna.CallsAsync()).Count == 0, TimeSpan.FromMinutes(1), "all are gone");
        }
        return Figure.Count(
            string.Create(CultureInfo.InvariantCulture, $"codes of ten digits that arrive whole, RFC 4733, {atOnce} callers at once"), matched,
            string.Create(CultureInfo.InvariantCulture, $"{count * 10} digits"), count);
    }

    public static string Number(int number) => $"+316{number.ToString("00000000", CultureInfo.InvariantCulture)}";

    private static async Task FollowAsync(SignedIn agent, ConcurrentDictionary<string, long> arrivals, CancellationToken over)
    {
        try
        {
            await foreach (var next in agent.GraphQL.SubscribeAsync<IReadOnlyList<ListedCall>>(
                "subscription { liveCalls { id state purpose { name } attributes { value } } }", cancellationToken: over))
            {
                var now = Stopwatch.GetTimestamp();
                foreach (var call in next) arrivals.TryAdd(call.Id!, now);
            }
        }
        catch (OperationCanceledException)
        {
            // Measured enough.
        }
    }
}
