using System.Diagnostics;
using System.Globalization;

namespace IdBellen.Tests.Bench.Exchange;

/// <summary>One kind of request: a run that is not counted, then five that are.</summary>
internal static class Runs
{
    public const int AtOnce = 16;

    private const int Counted = 5;

    /// <param name="what">What one request is.</param>
    /// <param name="count">Requests of a run.</param>
    /// <param name="api">The replica that answers; null when none does.</param>
    /// <param name="prepare">Prepares the run with this number, from 0.</param>
    /// <param name="request">The request of this lane, from 0, with this number, from 0, unique among all runs.</param>
    /// <param name="after">Clears up after a run.</param>
    public static async Task<RunResult> MeasureAsync(
        string what, int count, CallReplica? api, Func<int, Task> prepare, Func<int, int, Task> request, Func<Task> after)
    {
        var runs = new List<Run>();
        for (var run = 0; run <= Counted; run++)
        {
            await prepare(run);
            // What garbage the preparation left is not collected during the run.
            GC.Collect();
            var measured = await OneAsync(count, run * count, api, request);
            if (run > 0) runs.Add(measured);
            await after();
        }
        return new RunResult(what, count, runs);
    }

    private static async Task<Run> OneAsync(int count, int first, CallReplica? api, Func<int, int, Task> request)
    {
        var times = new double[count];
        var (ofApi, ofPostgres, ofDriver) = (Api(), ServerProcesses.OfPostgres(), ServerProcesses.OfDriver());
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(lane => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < count)
            {
                var asked = Stopwatch.GetTimestamp();
                await request(lane, first + number);
                times[number] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Array.Sort(times);
        return new Run(
            count / seconds, times[count / 2], times[count * 99 / 100], (Api() - ofApi) / count,
            (ServerProcesses.OfPostgres() - ofPostgres) / count, (ServerProcesses.OfDriver() - ofDriver) / count);

        double Api() => api?.ProcessorTime.TotalMilliseconds ?? 0;
    }
}

/// <summary>One run: requests a second, and per request in milliseconds the time and the processor time of each program.</summary>
internal sealed record Run(double Rate, double Median, double P99, double Api, double Postgres, double Driver);

/// <summary>All runs of one kind of request.</summary>
internal sealed record RunResult(string What, int Count, IReadOnlyList<Run> All)
{
    public double Rate => Median(run => run.Rate);

    public double Api => Median(run => run.Api);

    public double Postgres => Median(run => run.Postgres);

    /// <param name="target">The target in words; empty for none.</param>
    /// <param name="isMet">Whether it is met.</param>
    public IEnumerable<Figure> Figures(string target = "", bool isMet = true) =>
    [
        new Figure($"{What}: requests a second", Text($"{Rate:0}"),
            Text($"{Spread(run => run.Rate, "0")}, {All.Count} runs of {Count}, {Runs.AtOnce} at a time; ")
                + Text($"p50 {Median(run => run.Median):0.0} ms, p99 {Median(run => run.P99):0.0} ms"), target, isMet),
        new Figure($"{What}: processor time of the api for each", Text($"{Api:0.00} ms"),
            Text($"{Spread(run => run.Api, "0.00")}; PostgreSQL {Postgres:0.00} ms, driver {Median(run => run.Driver):0.00} ms")),
    ];

    private double Median(Func<Run, double> of) => All.Select(of).Order().ElementAt(All.Count / 2);

    private string Spread(Func<Run, double> of, string format) =>
        $"{All.Min(of).ToString(format, CultureInfo.InvariantCulture)} to {All.Max(of).ToString(format, CultureInfo.InvariantCulture)}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
