using IdBellen.Api.Tenants;
using IdBellen.Tenancy.PlatformDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Sessions;

/// <summary>
/// Looks at IRMA sessions whose callback has not come. The work lies in the platform database; a replica takes a batch under a lease, so
/// that another goes on when it dies. One statement a second for each replica, however many sessions wait.
/// </summary>
public sealed partial class FollowUpWorker(
    IServiceScopeFactory scopes, TenantScopes tenantScopes, TenantRegistry registry, TimeProvider time, ILogger<FollowUpWorker> logger)
    : BackgroundService
{
    private const int BatchSize = 64;
    private const int AtOnce = 16;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(15);

    private readonly Guid owner = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await WorkOnBatchAsync(stoppingToken) == BatchSize)
                {
                    // A full batch: more is due.
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, fault.GetType().Name);
            }
        }
    }

    private async Task<int> WorkOnBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var platform = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        var now = time.GetUtcNow();
        var leaseUntil = now + Lease;
        var batch = await platform.FollowUps.FromSql(
            $"""
             UPDATE follow_up SET lease_owner = {owner}, lease_until = {leaseUntil}
             WHERE session_id IN (
               SELECT session_id FROM follow_up
               WHERE due_at <= {now} AND (lease_until IS NULL OR lease_until < {now})
               ORDER BY due_at LIMIT {BatchSize} FOR UPDATE SKIP LOCKED)
             RETURNING *
             """).AsNoTracking().ToListAsync(cancellationToken);
        await Parallel.ForEachAsync(
            batch,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (followUp, cancel) => await LookAsync(followUp, cancel));
        return batch.Count;
    }

    private async Task LookAsync(FollowUp followUp, CancellationToken cancellationToken)
    {
        var result = FollowResult.Pending;
        try
        {
            if (registry.TryFindByUid(followUp.TenantUid, out var tenant))
            {
                await using var tenantScope = tenantScopes.Open(tenant);
                result = await tenantScope.ServiceProvider.GetRequiredService<FollowSession>().LookAsync(followUp.SessionId, cancellationToken);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // One tenant's database down must not stop the others; this session is looked at again.
            LogFault(logger, fault.GetType().Name);
        }
        await using var scope = scopes.CreateAsyncScope();
        var mine = scope.ServiceProvider.GetRequiredService<PlatformDbContext>().FollowUps
            .Where(row => row.SessionId == followUp.SessionId && row.LeaseOwner == owner);
        if (result == FollowResult.Ended)
        {
            await mine.ExecuteDeleteAsync(cancellationToken);
            return;
        }
        var dueAt = time.GetUtcNow() + PauseAfter(followUp.Looks);
        await mine.ExecuteUpdateAsync(
            row => row.SetProperty(one => one.DueAt, dueAt)
                .SetProperty(one => one.Looks, one => one.Looks + 1)
                .SetProperty(one => one.LeaseOwner, (Guid?)null)
                .SetProperty(one => one.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>2 s, growing by half each time, 15 s at most.</summary>
    private static TimeSpan PauseAfter(int looks) =>
        TimeSpan.FromTicks(Math.Min(MaxPause.Ticks, (long)(MinPause.Ticks * Math.Pow(1.5, Math.Min(looks, 10)))));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Following IRMA sessions met {Fault}; it is tried again")]
    private static partial void LogFault(ILogger logger, string fault);
}
