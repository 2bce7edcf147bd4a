using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Presence;

/// <summary>Starts or ends an agent's break. Visible to colleagues and callers; it does not prevent the agent from taking a call.</summary>
internal sealed class SetAvailability(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<Viewer>> ExecuteAsync(bool available, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        var now = time.GetUtcNow();
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO agent_presence (account_id, display_name, available, seen_at)
                 VALUES ({agent.AccountId}, {agent.DisplayName}, {available}, {now})
             ON CONFLICT (account_id) DO UPDATE SET available = excluded.available, seen_at = excluded.seen_at
             """,
            cancellationToken);
        hints.Hint(current.Value.Uid);
        return Viewer.Of(agent, available);
    }
}
