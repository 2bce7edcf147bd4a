using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Presence;

/// <summary>Whether any agent is available, busy or not: one who has the agents' page open and is not on a break.</summary>
internal sealed class AgentsAvailable(TenantDbContext database, TimeProvider time)
{
    public Task<bool> ExecuteAsync(CancellationToken cancellationToken) =>
        database.AgentPresences.Present(time.GetUtcNow()).AnyAsync(agent => agent.Available, cancellationToken);
}
