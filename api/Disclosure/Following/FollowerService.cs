using IdBellen.Api.Tenants;

namespace IdBellen.Api.Sessions.Following;

/// <summary>
/// Keeps this replica's lease and takes over the sessions of replicas that died: two statements each time, however many sessions wait.
/// </summary>
public sealed partial class FollowerService(
    FollowerLease lease, FollowedSessions followed, AdoptSessions adopt, TenantRegistry registry, TimeProvider time, ILogger<FollowerService> logger)
    : BackgroundService
{
    /// <summary>With the lease and a look this leaves another replica a second and a half to spare of the three within which it must have the result.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private const int BeatsPerSweep = 200;

    /// <summary>So that the lease is renewed in time, however much there is to take over.</summary>
    private const int BatchesPerBeat = 10;

    private readonly List<Guid> settled = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var beat = 0;
        do
        {
            try
            {
                await BeatAsync(stoppingToken);
                if (beat++ % BeatsPerSweep == 0) await lease.SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, fault.GetType().Name);
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
            // Then the others wait until it runs out.
            LogFault(logger, fault.GetType().Name);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        if (!await lease.RenewAsync(cancellationToken)) followed.Clear();
        settled.AddRange(followed.TakeSettled());
        if (settled.Count > 0) await lease.DeleteAsync([.. settled], cancellationToken);
        settled.Clear();
        for (var batch = 0; batch < BatchesPerBeat; batch++)
        {
            var orphans = await lease.AdoptAsync([.. registry.Uids], time.GetUtcNow(), cancellationToken);
            foreach (var ofTenant in orphans.GroupBy(orphan => orphan.TenantUid, StringComparer.Ordinal))
                _ = adopt.ExecuteAsync(ofTenant.Key, [.. ofTenant], cancellationToken);
            if (orphans.Count < FollowerLease.AdoptedAtOnce) return;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease on IRMA sessions could not be kept: {Fault}; it is tried again")]
    private static partial void LogFault(ILogger logger, string fault);
}
