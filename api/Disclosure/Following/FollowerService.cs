using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Logs;

namespace IdBellen.Api.Disclosure.Following;

/// <summary>
/// Renews this replica's lease on the sessions that it follows, and takes over the sessions of crashed replicas. Each round takes two
/// statements, regardless of the number of sessions.
/// </summary>
internal sealed partial class FollowerService(
    FollowerLease lease, FollowedSessions followed, AdoptSessions adopt, ServedTenants tenants, TimeProvider time,
    ILogger<FollowerService> logger)
    : BackgroundService
{
    // Once a minute.
    private const int RoundsPerSweep = 200;

    // A limit, so that the lease is renewed in time even if many sessions wait to be taken over.
    private const int BatchesPerRound = 10;

    // After a crash, another replica must have the result within three seconds. The lease's lifetime, this interval and a poll take half of
    // that.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    // Ended sessions whose rows are still to be deleted; kept if a deletion fails.
    private readonly List<Guid> settled = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var round = 0;
        do
        {
            try
            {
                await RunRoundAsync(stoppingToken);
                if (round++ % RoundsPerSweep == 0) await lease.SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, new SafeFault(fault));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await lease.EndAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The other replicas take over when the lease expires.
            LogFault(logger, new SafeFault(fault));
        }
    }

    private async Task RunRoundAsync(CancellationToken cancellationToken)
    {
        // Without the lease, other replicas may have taken over its sessions.
        if (!await lease.RenewAsync(cancellationToken)) followed.Clear();
        // Retry a failed deletion before taking more, which bounds the list.
        if (settled.Count == 0) settled.AddRange(followed.TakeSettled());
        if (settled.Count > 0) await lease.DeleteAsync([.. settled], cancellationToken);
        settled.Clear();
        var orphaned = await lease.OrphanedAsync(time.GetUtcNow(), cancellationToken);
        string[] uids = [.. orphaned.Where(uid => tenants.TryFindByUid(uid, out _))];
        for (var batch = 0; batch < BatchesPerRound && uids.Length > 0; batch++)
        {
            var orphans = await lease.AdoptAsync(uids, time.GetUtcNow(), cancellationToken);
            // Not awaited, because a slow tenant database must not delay the renewal. ExecuteAsync never throws.
            foreach (var ofTenant in orphans.GroupBy(orphan => orphan.TenantUid, StringComparer.Ordinal))
                _ = adopt.ExecuteAsync(ofTenant.Key, [.. ofTenant], cancellationToken);
            if (orphans.Count < FollowerLease.AdoptedAtOnce) return;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease on IRMA sessions could not be renewed: {Fault}; retrying")]
    private static partial void LogFault(ILogger logger, SafeFault fault);
}
