using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Presence;

/// <summary>Records the presence of agents whose pages have a stream at this replica. Two statements, regardless of their number.</summary>
internal sealed class RenewPresence(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    /// <summary>The interval of renewals, short enough that a single failure does not make an agent appear absent.</summary>
    public static readonly TimeSpan Interval = AgentPresence.Lifetime / 3;

    // An agent who returns later starts without a break.
    private static readonly TimeSpan BreakIsForgottenAfter = TimeSpan.FromMinutes(15);

    public async Task ExecuteAsync(IReadOnlyDictionary<Guid, string> agents, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = agents.Keys.ToList();
        // A page may stay open briefly after the agent's rights ended; calls must not be passed to it.
        var ids = await database.Living(current.Value, now).Where(living => living.IsAgent && known.Contains(living.Session.AccountId))
            .Select(living => living.Session.AccountId).Distinct().ToArrayAsync(cancellationToken);
        var (names, forgotten) = (ids.Select(id => agents[id]).ToArray(), now - BreakIsForgottenAfter);
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO agent_presence AS known (account_id, display_name, available, seen_at)
             SELECT id, name, true, {now} FROM unnest({ids}, {names}) AS here (id, name) ORDER BY id
             ON CONFLICT (account_id) DO UPDATE SET display_name = excluded.display_name, seen_at = excluded.seen_at,
                 available = known.available OR known.seen_at < {forgotten}
             """,
            cancellationToken);
    }
}
