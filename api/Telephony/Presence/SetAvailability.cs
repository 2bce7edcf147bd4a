using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents.Presence;

/// <summary>An agent takes a break, or is back. It does not keep the agent from taking a call; it tells colleagues and callers.</summary>
public sealed class SetAvailability(CurrentTenant current, CurrentCaller caller, TenantDbContext database, ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<Viewer>> ExecuteAsync(bool available, CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        var now = time.GetUtcNow();
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO agent_presence (account_id, display_name, available, seen_at) VALUES ({agent.AccountId}, {agent.DisplayName}, {available}, {now})
             ON CONFLICT (account_id) DO UPDATE SET available = excluded.available, seen_at = excluded.seen_at
             """,
            cancellationToken);
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        return Viewer.Of(agent, available);
    }
}
