using IdBellen.Api.SignIn.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents.Presence;

/// <summary>Notes that these agents are there: their pages have a stream at this replica. Two statements, however many they are.</summary>
public sealed class RenewPresence(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    /// <summary>How often it is to be done: often enough that one that fails does not make anybody seem away.</summary>
    public static readonly TimeSpan Interval = AgentPresence.Lifetime / 3;

    // Whoever comes back after that does not know of a break any more.
    private static readonly TimeSpan BreakIsForgottenAfter = TimeSpan.FromMinutes(15);

    public async Task ExecuteAsync(IReadOnlyDictionary<Guid, string> agents, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = agents.Keys.ToList();
        // A page may still be open for a moment after its agent's rights ended: nobody may pass a call on to it.
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
