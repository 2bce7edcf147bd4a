using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>
/// The figures of <c>docs/performance.md</c>, by <c>make bench</c>: operators as processes, in Release, on a control plane and a PostgreSQL
/// of their own. Takes minutes and wants a quiet machine, so it runs only when asked for, and fails when a target is missed.
/// </summary>
public sealed class OperatorBench(TestEnvironment environment)
{
    private readonly FigureTable table = new();

    [Fact(Explicit = true)]
    public async Task The_operator_keeps_its_targets()
    {
        await using var platform = await environment.PlatformAsync();
        var bench = new BenchPlatform(platform);
        try
        {
            await MeasureAsync(bench, FigureTable.Size("BENCH_SINGLE", 50), FigureTable.Size("BENCH_ALL", BenchPlatform.AllMunicipalities));
        }
        finally
        {
            await table.WriteAsync();
        }
        table.Missed.Should().BeEmpty();
    }

    private async Task MeasureAsync(BenchPlatform bench, int single, int all)
    {
        var (running, _) = await bench.StartOperatorAsync();
        await using (running)
        {
            table.Add(await Onboarding.OneByOneAsync(bench, single));
            table.Add(await Deletion.WithOpenConnectionsAsync(bench, 5));
            await bench.DeleteAllAsync();
        }
        // A fresh process, so that memory and processor time are those of this load.
        (running, _) = await bench.StartOperatorAsync();
        await using (running)
        {
            table.Add([.. await Onboarding.AllAtOnceAsync(bench, running, all)]);
            table.Add([.. await Drift.MeasureAsync(bench)]);
        }
        table.Add([.. await Restart.MeasureAsync(bench, all)]);
        table.Add(await LeaderLoss.MeasureAsync(bench, 3));
    }
}
