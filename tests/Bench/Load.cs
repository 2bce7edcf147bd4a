using System.Diagnostics;
using System.Globalization;

namespace IdBellen.Tests.Bench;

/// <summary>Many requests, some at a time, against replicas whose processor time is counted.</summary>
internal static class Load
{
    /// <param name="what">What one request is.</param>
    /// <param name="count">How many.</param>
    /// <param name="atOnce">How many at a time.</param>
    /// <param name="replicas">Those that do the work.</param>
    /// <param name="request">The request with this number, from 0.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        string what, int count, int atOnce, IReadOnlyCollection<CallReplica> replicas, Func<int, Task> request)
    {
        var times = new TimeSpan[count];
        var processor = ProcessorTime(replicas);
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (number, _) =>
        {
            var asked = Stopwatch.GetTimestamp();
            await request(number);
            times[number] = Stopwatch.GetElapsedTime(asked);
        });
        var elapsed = Stopwatch.GetElapsedTime(began);
        var each = (ProcessorTime(replicas) - processor).TotalMilliseconds / count;
        Array.Sort(times);
        return
        [
            new Figure(
                $"{what}: requests a second, {atOnce.ToString(CultureInfo.InvariantCulture)} at a time", (count / elapsed.TotalSeconds)
                    .ToString("0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{count} requests; p50 {At(times, 0.5)}, p99 {At(times, 0.99)}")),
            new Figure($"{what}: processor time of the api for each", string.Create(CultureInfo.InvariantCulture, $"{each:0.0} ms"),
                $"{replicas.Count} replica(s)"),
        ];
    }

    public static string At(IReadOnlyList<TimeSpan> sorted, double rank) =>
        string.Create(CultureInfo.InvariantCulture, $"{sorted[(int)Math.Ceiling(rank * sorted.Count) - 1].TotalMilliseconds:0} ms");

    private static TimeSpan ProcessorTime(IEnumerable<CallReplica> replicas) =>
        replicas.Aggregate(TimeSpan.Zero, (sum, replica) => sum + replica.ProcessorTime);
}
