using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents.Presence;

/// <summary>Whether anyone is there who may take a call: an agent whose page is open and who is not on a break, busy or not.</summary>
public sealed class AgentsAvailable(TenantDbContext database, TimeProvider time)
{
    public Task<bool> ExecuteAsync(CancellationToken cancellationToken) =>
        database.AgentPresences.Present(time.GetUtcNow()).AnyAsync(agent => agent.Available, cancellationToken);
}
