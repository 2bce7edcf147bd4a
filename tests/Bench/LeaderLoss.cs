using System.Diagnostics;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>Two operators, and the one that works is killed without a chance to give its lease back.</summary>
internal static class LeaderLoss
{
    /// <param name="bench">Without operators.</param>
    /// <param name="count">How often a leader is killed.</param>
    public static async Task<Figure> MeasureAsync(BenchPlatform bench, int count)
    {
        var times = new List<TimeSpan>();
        // The first to be ready holds the lease before the second starts.
        var (leader, _) = await bench.StartOperatorAsync();
        await WorksAsync(bench, "lead000");
        foreach (var municipality in BenchPlatform.Numbered("lead", count))
        {
            var (next, _) = await bench.StartOperatorAsync();
            await leader.DisposeAsync();
            var began = Stopwatch.GetTimestamp();
            await WorksAsync(bench, municipality);
            times.Add(Stopwatch.GetElapsedTime(began));
            leader = next;
        }
        await leader.DisposeAsync();
        return Figure.Of("the leader killed: until the other operator has made a municipality Ready that was created at that moment", times,
            TimeSpan.FromSeconds(20));
    }

    private static async Task WorksAsync(BenchPlatform bench, string municipality)
    {
        var name = (await bench.Tests.ApplyAsync(municipality)).Metadata.Name;
        await bench.Tests.ConditionAsync(name, IdBellen.Tenancy.Resource.ConditionTypes.Ready, condition => condition.Status == "True",
            TimeSpan.FromMinutes(2));
    }
}
