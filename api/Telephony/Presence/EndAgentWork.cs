using IdBellen.Api.Identity.Accounts;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Presence;

/// <summary>
/// Returns the agent's call to its old place in the queue, so that another agent can help the caller. A call in wrap-up is no longer
/// visible to anyone. The agent's telephone is free again.
/// </summary>
internal sealed class EndAgentWork(TenantDbContext database) : IAgentWork
{
    /// <inheritdoc/>
    public async Task EndAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await database.Calls.Where(call => call.TakenBy == accountId).GiveBackAsync(cancellationToken);
        await database.TelephoneChoices.Where(choice => choice.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await database.AgentPresences.Where(agent => agent.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
    }
}
