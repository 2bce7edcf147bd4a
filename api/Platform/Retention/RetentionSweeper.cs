using System.Security.Cryptography;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Retention;

namespace IdBellen.Api.Retention;

/// <summary>
/// The fourth line: each replica purges the municipalities that it serves every minute, by a timer alone. It asks neither the operator nor Hangfire, Kubernetes or the
/// platform database, so what has to go goes when they are away.
/// </summary>
public sealed class RetentionSweeper(TenantRegistry registry, SweepTenant sweep, SweepMetrics metrics, RetentionLines lines, TimeProvider time) : BackgroundService
{
    private const int AtOnce = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // The clock is looked at and not a delay waited for: a process that was asleep is late for nothing.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    // Hangfire begins the purge with the minute, and replicas begin when chance says: mostly, one of them is through before another comes.
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

    /// <summary>The next moment that lies this replica's offset after the beginning of a minute.</summary>
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
