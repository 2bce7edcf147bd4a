using IdBellen.Api.Calls;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>
/// Ends what an account does at this moment, in the transaction of what takes its rights away: its sessions, and what it has as an agent. Its
/// call goes back to its old place in the queue, for else nobody could help that caller; one that is in wrap-up has nobody left who sees it.
/// </summary>
public sealed class EndAccess(TenantDbContext database, SignedInSessions sessions)
{
    public async Task OfAccountAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await sessions.EndOfAccountAsync(accountId, cancellationToken);
        await OfAgentAsync(accountId, cancellationToken);
    }

    /// <summary>Who stays signed in, but is no agent any more.</summary>
    public async Task OfAgentAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await database.Calls.Where(call => call.TakenBy == accountId).GiveBackAsync(cancellationToken);
        await database.AgentPresences.Where(agent => agent.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
    }
}
