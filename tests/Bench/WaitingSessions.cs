using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>Many citizens look at a QR code at once, and nobody discloses.</summary>
internal static class WaitingSessions
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>Longer than it takes the looks of a session to become as rare as they get.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(50);

    public static async Task<IReadOnlyList<Figure>> StartAsync(SessionScene scene, ProductProcess replica, int count)
    {
        for (var warm = 0; warm < 50; warm++) await scene.StartSessionAsync();
        using var process = Process.GetProcessById(replica.Id);
        var before = process.TotalProcessorTime;
        var times = new ConcurrentBag<TimeSpan>();
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            var start = Stopwatch.GetTimestamp();
            await scene.StartSessionAsync();
            times.Add(Stopwatch.GetElapsedTime(start));
        });
        var took = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        var used = process.TotalProcessorTime - before;
        var sorted = times.Order().ToList();
        var (p99, each) = (sorted[count * 99 / 100].TotalMilliseconds, used.TotalMilliseconds / count);
        return
        [
            new Figure(
                $"startSession, {AtOnce} at once, {count} in all", Text($"{sorted[count / 2].TotalMilliseconds:0.0} ms"),
                Text($"p99 {p99:0.0} ms, {count / took.TotalSeconds:0} a second, {each:0.00} ms of processor time each (polls included)")),
        ];
    }

    public static async Task<IReadOnlyList<Figure>> RestAsync(SessionScene scene, ProductProcess replica, string what)
    {
        await PauseAsync(Settling);
        using var process = Process.GetProcessById(replica.Id);
        var (processor, requests) = (process.TotalProcessorTime, scene.Requests);
        var began = Stopwatch.GetTimestamp();
        await PauseAsync(Window);
        process.Refresh();
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var used = (process.TotalProcessorTime - processor).TotalMilliseconds / took;
        var asked = (scene.Requests - requests) / took;
        var connections = await scene.CountAsync("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'id-bellen-api'");
        var rows = await scene.CountAsync("SELECT count(*) FROM follow_up");
        return
        [
            new Figure($"{what}: processor time of the replica", Text($"{used:0} ms a second"),
                Text($"over {took:0} s; {rows} sessions followed"), "under 500 ms a second", used < 500),
            new Figure(
                $"{what}: requests to the IRMA server", Text($"{asked:0} a second"),
                Text($"{asked / rows:0.000} a second for each session"), "under 0.1 for each session", asked / rows < 0.1),
            new Figure(
                $"{what}: connections and memory", Text($"{connections} to PostgreSQL"),
                Text($"{Sockets(process.Id)} sockets in all, {process.WorkingSet64 / 1024 / 1024} MB")),
        ];
    }

    /// <summary>How long a new replica takes to follow all that a dead one left.</summary>
    public static async Task<IReadOnlyList<Figure>> AdoptedAsync(SessionScene scene, int count)
    {
        var began = Stopwatch.GetTimestamp();
        await Eventually.BeTrueAsync(
            async () => await scene.CountAsync(
                "SELECT count(*) FROM follow_up WHERE owner IN (SELECT id FROM follower WHERE alive_until > clock_timestamp())") >= count,
            TimeSpan.FromMinutes(2), "all are followed again");
        return [new Figure($"{count} sessions of a replica that was killed: ready to all taken over by a new one",
            Figure.Text(Stopwatch.GetElapsedTime(began)), "one run")];
    }

    private static int Sockets(int process) => Directory.EnumerateFiles($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/fd")
        .Count(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name.StartsWith("socket:",
            StringComparison.Ordinal) == true);

    private static Task PauseAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
