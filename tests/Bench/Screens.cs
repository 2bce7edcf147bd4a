using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>From the moment at which the exchange hands over a code until the call stands in what an agent's page was sent.</summary>
internal static class Screens
{
    private const int PagesOfEach = 20;

    /// <param name="municipality">Whose agents.</param>
    /// <param name="replicas">Their pages are spread over these.</param>
    /// <param name="screens">How many pages are open.</param>
    /// <param name="calls">How many codes are dialled, one after another.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        ServedMunicipality municipality, CallReplica[] replicas, int screens, int calls)
    {
        var agents = await municipality.AgentsAsync(
            [.. Enumerable.Range(0, screens / PagesOfEach).Select(number => $"agent{number.ToString(CultureInfo.InvariantCulture)}")]);
        var exchange = await municipality.ExchangeAsync();
        using var over = new CancellationTokenSource();
        var arrivals = new ConcurrentDictionary<string, ConcurrentBag<long>>(StringComparer.Ordinal);
        var connected = 0;
        var pages = Enumerable.Range(0, screens).Select(page => FollowAsync(
            agents[page % agents.Count].GraphQL with { Port = replicas[page % replicas.Length].Port }, arrivals,
            () => Interlocked.Increment(ref connected), over.Token)).ToList();
        await Eventually.BeTrueAsync(() => Task.FromResult(Volatile.Read(ref connected) == screens), TimeSpan.FromMinutes(2),
            "all pages are connected");

        var times = new List<TimeSpan>();
        var processor = replicas.Sum(replica => replica.ProcessorTime.TotalMilliseconds);
        for (var call = 0; call < calls; call++)
        {
            var session = await municipality.StartAsync();
            var code = await session.DiscloseAsync();
            await session.BecomesAsync("DISCLOSED");
            var reference = $"screen-{call.ToString(CultureInfo.InvariantCulture)}";
            var dialled = Stopwatch.GetTimestamp();
            await (exchange with { Port = replicas[call % replicas.Length].Port }).MatchAsync(code, reference);
            var id = (await municipality.QueryAsync($"SELECT id FROM call WHERE call_reference = '{reference}'")).Single();
            await Eventually.BeTrueAsync(() => Task.FromResult(arrivals.TryGetValue(id, out var seen) && seen.Count == screens),
                what: "every page shows it");
            times.AddRange(arrivals[id].Select(arrived => Stopwatch.GetElapsedTime(dialled, arrived)));
            await exchange.ReportAsync(reference, "ENDED");
        }
        processor = replicas.Sum(replica => replica.ProcessorTime.TotalMilliseconds) - processor;
        await over.CancelAsync();
        await Task.WhenAll(pages);
        times.Sort();
        return
        [
            new Figure(
                string.Create(CultureInfo.InvariantCulture,
                    $"a code is handed over until the call is on a screen, {screens} open pages of {agents.Count} agents at "
                        + $"{replicas.Length} replicas"),
                Load.At(times, 0.5),
                string.Create(CultureInfo.InvariantCulture,
                    $"p99 {Load.At(times, 0.99)}, at most {Load.At(times, 1)}; {calls} calls, {times.Count} arrivals; "
                        + $"{processor / calls:0} ms of the api's processor time a call"),
                "p99 under 1 s", times[(int)(times.Count * 0.99) - 1] < TimeSpan.FromSeconds(1)),
        ];
    }

    private static async Task FollowAsync(
        GraphQLClient page, ConcurrentDictionary<string, ConcurrentBag<long>> arrivals, Action connected, CancellationToken over)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isFirst = true;
        try
        {
            await foreach (var next in page.SubscribeAsync<IReadOnlyList<ListedCall>>(
                "subscription { liveCalls { id state purpose { name } attributes { value } } }", cancellationToken: over))
            {
                var now = Stopwatch.GetTimestamp();
                if (isFirst) connected();
                isFirst = false;
                foreach (var call in next)
                {
                    if (seen.Add(call.Id!)) arrivals.GetOrAdd(call.Id!, _ => []).Add(now);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Measured enough.
        }
    }
}
