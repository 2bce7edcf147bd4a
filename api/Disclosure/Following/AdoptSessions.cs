using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Sessions.Following;

/// <summary>Reads what must be known of sessions that were taken over, in one statement for each tenant, and looks at them at once.</summary>
public sealed partial class AdoptSessions(
    FollowerLease lease, FollowedSessions followed, TenantRegistry registry, TenantScopes scopes, TimeProvider time, ILogger<AdoptSessions> logger)
{
    /// <summary>The session's own row is written after the one by which it is followed; one that is missing for so long will not come.</summary>
    private static readonly TimeSpan RowPatience = TimeSpan.FromMinutes(1);

    /// <summary>Never throws: what can't be read is given back, and taken over again.</summary>
    public async Task ExecuteAsync(string tenantUid, IReadOnlyList<OrphanedSession> orphans, CancellationToken cancellationToken)
    {
        try
        {
            if (!registry.TryFindByUid(tenantUid, out var tenant) || await ReadAsync(tenant, orphans, cancellationToken) is not { } rows)
            {
                await lease.ReleaseAsync([.. orphans.Select(orphan => orphan.Id)], cancellationToken);
                return;
            }
            var undecided = rows.AsQueryable().Undecided(time.GetUtcNow()).ToList();
            await tenant.SlotKeys.LearnAsync([.. undecided.Select(row => row.KeyId).Distinct(StringComparer.Ordinal)], cancellationToken);
            foreach (var row in rows.Except(undecided)) followed.Settle(row.Id);
            var unreadable = undecided.Where(row => !TryTake(row, tenant)).Select(row => row.Id).ToArray();
            // Whoever remembers their key puts it back.
            if (unreadable.Length > 0) await lease.ReleaseAsync(unreadable, cancellationToken);
            var known = rows.Select(row => row.Id).ToHashSet();
            var now = time.GetUtcNow();
            var missing = orphans.Where(orphan => !known.Contains(orphan.Id)).ToLookup(orphan => orphan.DueAt + RowPatience < now, orphan => orphan.Id);
            foreach (var id in missing[true]) followed.Settle(id);
            if (missing[false].Any()) await lease.ReleaseAsync([.. missing[false]], cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The platform database: with it goes the lease, and with that what was taken over.
            LogFault(logger, fault.GetType().Name);
        }
        catch (OperationCanceledException)
        {
            // The replica stops, and gives everything back.
        }
    }

    /// <returns>False when the session's key is not there at the moment.</returns>
    private bool TryTake(Session row, Tenant tenant)
    {
        if (tenant.SlotKeys.Find(row.KeyId) is { } key)
        {
            var irmaToken = key.OpenText(row.IrmaTokenSealed, row.Id, SealedColumns.IrmaToken);
            followed.Add(FollowedSession.Of(row, tenant.Uid, irmaToken), time.GetUtcNow());
            return true;
        }
        if (!tenant.SlotKeys.IsLost(row.KeyId)) return false;
        followed.Settle(row.Id);
        return true;
    }

    /// <returns>Null when the tenant's database can't be read at the moment.</returns>
    private async Task<List<Session>?> ReadAsync(Tenant tenant, IReadOnlyList<OrphanedSession> orphans, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.Open(tenant);
            var ids = orphans.Select(orphan => orphan.Id).ToList();
            return await scope.ServiceProvider.GetRequiredService<TenantDbContext>().Sessions.AsNoTracking()
                .Where(session => ids.Contains(session.Id)).ToListAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(logger, fault.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions of a replica that died could not be taken over: {Fault}; it is tried again")]
    private static partial void LogFault(ILogger logger, string fault);
}
