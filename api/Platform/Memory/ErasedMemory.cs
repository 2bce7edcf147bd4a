using System.Runtime;

namespace IdBellen.Api.Platform.Memory;

/// <summary>The measures to clear memory.</summary>
internal sealed record ErasedMemoryOptions
{
    public const string Section = "Memory";

    /// <summary>Off only where many replicas share one process, as in tests: a collection stops them all.</summary>
    public bool CompactAfterErasure { get; init; } = true;
}

/// <summary>
/// Clears erased data from unused memory: a compacting collection returns freed memory to the operating system soon after an erasure, and
/// again when idle pooled arrays are released. Runs at most once per <see cref="Pause"/>, however many calls end.
/// </summary>
internal sealed class ErasedMemory(ErasedMemoryOptions options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // After a minute without use, the shared pools release arrays at the next garbage collections.
    private static readonly TimeSpan PoolsAreIdle = TimeSpan.FromSeconds(65);

    private readonly SemaphoreSlim due = new(0, 1);
    private int isDue;

    /// <summary>Personal data was erased, or is about to be within the second.</summary>
    public void Due()
    {
        if (options.CompactAfterErasure && Interlocked.Exchange(ref isDue, 1) == 0) due.Release();
    }

    public override void Dispose()
    {
        due.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isLast = true;
        while (true)
        {
            var isSignalled = await due.WaitAsync(isLast ? Timeout.InfiniteTimeSpan : PoolsAreIdle, stoppingToken);
            if (isSignalled)
            {
                await Task.Delay(Soon, time, stoppingToken);
                // Data erased from now on needs another run.
                Interlocked.Exchange(ref isDue, 0);
            }
            isLast = !isSignalled;
            Collect();
            if (isLast) Collect();
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private static void Collect()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
