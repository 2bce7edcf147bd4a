namespace IdBellen.Api.Identity.Accounts;

/// <summary>What agents are doing.</summary>
internal interface IAgentWork
{
    /// <summary>Ends the work of an account that is no longer an agent. Runs in the transaction that revokes its rights.</summary>
    Task EndAsync(Guid accountId, CancellationToken cancellationToken);
}
