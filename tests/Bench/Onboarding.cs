using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>From a resource to a municipality that can be used: one at a time, and every Dutch one at once.</summary>
internal static class Onboarding
{
    public static async Task<Figure> OneByOneAsync(BenchPlatform bench, int count)
    {
        var times = new List<TimeSpan>();
        foreach (var municipality in BenchPlatform.Numbered("one", count))
        {
            await bench.Tests.ApplySecretAsync(municipality, "irma",
                new(StringComparer.Ordinal) { ["publicKey"] = MunicipalityActions.PublicKey.Value });
            var began = Stopwatch.GetTimestamp();
            await bench.Tests.CreateAsync(bench.Tests.Sample(municipality));
            await bench.Tests.ReadyAsync(bench.Tests.Name(municipality));
            times.Add(Stopwatch.GetElapsedTime(began));
        }
        return Figure.Of("one municipality from its creation to Ready, one after another (seen by a poll every 50 ms)", times,
            TimeSpan.FromSeconds(3));
    }

    public static async Task<IReadOnlyList<Figure>> AllAtOnceAsync(BenchPlatform bench, ProductProcess running, int count)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, await bench.PrepareAsync([.. BenchPlatform.Numbered("all", count)]));
            using var process = Process.GetProcessById(running.Id);
            var before = process.TotalProcessorTime;
            var began = Stopwatch.GetTimestamp();
            await bench.Tests.Kubernetes.KubectlAsync("apply", "-f", file);
            var applied = Stopwatch.GetElapsedTime(began);
            await Eventually.BeTrueAsync(async () => await bench.CountReadyAsync() == count, TimeSpan.FromMinutes(20),
                $"{count} are Ready");
            var ready = Stopwatch.GetElapsedTime(began);
            process.Refresh();
            var (used, memory, peak) = (process.TotalProcessorTime - before, process.WorkingSet64, process.PeakWorkingSet64);
            return
            [
                Figure.Of($"{count} municipalities from one `kubectl apply -f` to all Ready", [ready], TimeSpan.FromSeconds(120))
                    with { Spread = $"kubectl itself {Figure.Text(applied)}" },
                new($"the operator's processor time for these {count}", Figure.Text(used), $"{Share(used, ready)} of one core"),
                new($"the operator's memory (RSS) when these {count} are Ready", Megabytes(memory), $"peak {Megabytes(peak)}"),
                await AtRestAsync(process, count),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<Figure> AtRestAsync(Process process, int count)
    {
        // Each is looked at once in such a minute.
        var minute = TimeSpan.FromMinutes(1);
        await Task.Delay(minute, TestContext.Current.CancellationToken);
        process.Refresh();
        var before = process.TotalProcessorTime;
        await Task.Delay(minute, TestContext.Current.CancellationToken);
        process.Refresh();
        var used = process.TotalProcessorTime - before;
        return new($"the operator at rest with {count}: processor time in one minute", Figure.Text(used),
            $"{Share(used, minute)} of one core; {Megabytes(process.WorkingSet64)}");
    }

    private static string Share(TimeSpan used, TimeSpan passed) => (used / passed).ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => $"{(bytes / 1048576).ToString(CultureInfo.InvariantCulture)} MB";
}
