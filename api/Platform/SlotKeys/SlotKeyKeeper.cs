using IdBellen.Api.Platform.Memory;
using IdBellen.Tenancy.Logs;

namespace IdBellen.Api.Platform.SlotKeys;

/// <summary>
/// Overwrites slot keys at their deadline and truncates their tables, restores keys that the database lost in a crash, and reads keys that
/// other replicas created, so that at least one replica can restore them.
/// </summary>
internal sealed partial class SlotKeyKeeper(
    SlotKeyRings rings, ErasedMemory memory, TimeProvider time, ILogger<SlotKeyKeeper> logger) : BackgroundService
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private long lastRound = time.GetTimestamp();

    // Memory is never made to wait for a database.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ForgetAsync(stoppingToken), TendAsync(stoppingToken));

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var ring in rings.All) ring.Forget();
            await PauseAsync(Beat, cancellationToken);
        }
    }

    private async Task TendAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Parallel.ForEachAsync(
                Due(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (ring, token) => await TryAsync(ring, token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await PauseAsync(Beat / 2, cancellationToken);
        }
    }

    private List<SlotKeyRing> Due()
    {
        var due = rings.TakeDueForUpkeep().Concat(rings.All.Where(ring => ring.IsDue)).ToHashSet();
        if (time.GetElapsedTime(lastRound) < Round) return [.. due];
        lastRound = time.GetTimestamp();
        // Skips municipalities without stored data, which need not even a connection.
        due.UnionWith(rings.All.Where(ring => !ring.IsEmpty));
        return [.. due];
    }

    private async Task TryAsync(SlotKeyRing ring, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (await ring.TendAsync(patience.Token) is > 0 and var restored) LogRestored(logger, restored);
            if (!ring.TakeDue()) return;
            memory.Due();
            if (!await ring.EmptyAsync(patience.Token)) ring.MarkDue();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The slot may or may not have been emptied.
            ring.MarkDue();
            rings.Await(ring);
            LogFault(logger, new SafeFault(fault));
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} slot keys that the database had lost were restored")]
    private static partial void LogRestored(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The slot keys of a municipality could not be maintained: {Fault}; retrying")]
    private static partial void LogFault(ILogger logger, SafeFault fault);
}
