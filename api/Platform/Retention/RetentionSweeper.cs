using System.Security.Cryptography;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Retention;

namespace IdBellen.Api.Platform.Retention;

/// <summary>
/// The fourth line of retention: each replica purges the municipalities that it serves every minute, on a timer. Independent of the
/// operator, Hangfire, Kubernetes and the platform database, so that expired data is erased during their outages.
/// </summary>
internal sealed class RetentionSweeper(
    ServedTenants registry, SweepTenant sweep, SweepMetrics metrics, RetentionSwitches lines, TimeProvider time) : BackgroundService
{
    private const int AtOnce = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // The clock is looked at and not a delay waited for: a process that was asleep is late for nothing.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    // Hangfire starts the purge at the full minute, and replicas start at a random time, so usually they do not overlap.
    private readonly TimeSpan offset = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20_000, 50_000));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!lines.Sweeper) return;
        using var timer = new PeriodicTimer(Beat, time);
        var next = NextAfter(time.GetUtcNow());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // More than a minute away: the clock was set back.
            var wait = next - time.GetUtcNow();
            if (wait > TimeSpan.Zero && wait <= Interval) continue;
            await SweepAsync(stoppingToken);
            next = NextAfter(time.GetUtcNow());
        }
    }

    /// <summary>The next time at this replica's offset within a minute.</summary>
    private DateTimeOffset NextAfter(DateTimeOffset now)
    {
        var minute = now.AddTicks(-(now.Ticks % Interval.Ticks));
        return minute + offset > now ? minute + offset : minute + offset + Interval;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var uids = registry.Uids.ToList();
        await Parallel.ForEachAsync(
            uids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (uid, token) =>
            {
                if (registry.TryFindByUid(uid, out var tenant) && await sweep.ExecuteAsync(tenant, token)) metrics.Swept(uid);
            });
        metrics.RoundEnded();
    }
}
