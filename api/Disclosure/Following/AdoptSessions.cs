using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Disclosure.Following;

/// <summary>Loads sessions that were taken over, with one statement per tenant, and polls them immediately.</summary>
internal sealed partial class AdoptSessions(
    FollowerLease lease, FollowedSessions followed, ServedTenants registry, TenantScopes scopes, TimeProvider time,
    ILogger<AdoptSessions> logger)
{
    /// <summary>The session's row is written after its follow-up row. After this time, a missing session row will not appear.</summary>
    private static readonly TimeSpan RowPatience = TimeSpan.FromMinutes(1);

    /// <summary>Never throws: releases sessions that cannot be read, so that they are taken over again.</summary>
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
            // A replica that still has their key will restore it.
            if (unreadable.Length > 0) await lease.ReleaseAsync(unreadable, cancellationToken);
            var known = rows.Select(row => row.Id).ToHashSet();
            var now = time.GetUtcNow();
            var missing = orphans.Where(orphan => !known.Contains(orphan.Id))
                .ToLookup(orphan => orphan.DueAt + RowPatience < now, orphan => orphan.Id);
            foreach (var id in missing[true]) followed.Settle(id);
            if (missing[false].Any()) await lease.ReleaseAsync([.. missing[false]], cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The platform database is unavailable. The lease, and with it the adopted sessions, will expire.
            LogFault(logger, new SafeFault(fault));
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
            LogFault(logger, new SafeFault(fault));
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions of a crashed replica could not be taken over: {Fault}; retrying")]
    private static partial void LogFault(ILogger logger, SafeFault fault);
}
