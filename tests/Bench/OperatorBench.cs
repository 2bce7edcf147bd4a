using System.Globalization;
using System.Text;
using IdBellen.Tests.EndToEnd;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>
/// The figures of <c>docs/performance.md</c>, by <c>make bench</c>: operators as processes, in Release, on a control plane and a PostgreSQL
/// of their own. Takes minutes and wants a quiet machine, so it runs only when asked for, and fails when a target is missed.
/// </summary>
public sealed class OperatorBench(TestEnvironment environment)
{
    private readonly List<Figure> figures = [];

    [Fact(Explicit = true)]
    public async Task The_operator_keeps_its_targets()
    {
        await using var platform = await environment.PlatformAsync();
        var bench = new BenchPlatform(platform);
        try
        {
            await MeasureAsync(bench, Size("BENCH_SINGLE", 50), Size("BENCH_ALL", BenchPlatform.AllMunicipalities));
        }
        finally
        {
            await WriteTableAsync();
        }
        figures.Where(figure => !figure.IsMet).Select(figure => figure.Row).Should().BeEmpty();
    }

    private async Task MeasureAsync(BenchPlatform bench, int single, int all)
    {
        var (running, _) = await bench.StartOperatorAsync();
        await using (running)
        {
            Add(await Onboarding.OneByOneAsync(bench, single));
            Add(await Deletion.WithOpenConnectionsAsync(bench, 5));
            await bench.DeleteAllAsync();
        }
        // A fresh process, so that memory and processor time are those of this load.
        (running, _) = await bench.StartOperatorAsync();
        await using (running)
        {
            Add([.. await Onboarding.AllAtOnceAsync(bench, running, all)]);
            Add([.. await Drift.MeasureAsync(bench)]);
        }
        Add([.. await Restart.MeasureAsync(bench, all)]);
        Add(await LeaderLoss.MeasureAsync(bench, 3));
    }

    private void Add(params IEnumerable<Figure> measured)
    {
        foreach (var figure in measured)
        {
            figures.Add(figure);
            TestContext.Current.SendDiagnosticMessage(figure.Row);
        }
    }

    private async Task WriteTableAsync()
    {
        var table = new StringBuilder("| what | median | spread | target |\n|---|---|---|---|\n");
        foreach (var figure in figures) table.Append(CultureInfo.InvariantCulture, $"{figure.Row}\n");
        if (System.Environment.GetEnvironmentVariable("BENCH_TABLE") is { Length: > 0 } file) await File.WriteAllTextAsync(file, table.ToString());
    }

    private static int Size(string variable, int usual) =>
        System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
