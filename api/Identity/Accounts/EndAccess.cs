using IdBellen.Api.Identity.SignedIn;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>Ends an account's sessions and its work as an agent, in the transaction that revokes its rights.</summary>
internal sealed class EndAccess(SignedInSessions sessions, IAgentWork work)
{
    public async Task OfAccountAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await sessions.EndOfAccountAsync(accountId, cancellationToken);
        await OfAgentAsync(accountId, cancellationToken);
    }

    /// <summary>Ends the work as an agent of someone who remains signed in but has lost that role.</summary>
    public Task OfAgentAsync(Guid accountId, CancellationToken cancellationToken) => work.EndAsync(accountId, cancellationToken);
}
