using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents;

/// <summary>For what is given to an agent: nobody takes the agent's rights away at the same moment and overlooks it.</summary>
public static class HeldRights
{
    /// <summary>
    /// Until this transaction ends, changes to the account wait; one that has begun is waited for. What is read afterwards is therefore how it
    /// is. To be called before any call is locked, which is the order in which changes to accounts lock too. People of a municipality's own
    /// provider have no account here and nobody here who changes it.
    /// </summary>
    public static Task HoldRightsAsync(this TenantDbContext database, Guid accountId, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync($"SELECT FROM account WHERE id = {accountId} FOR KEY SHARE", cancellationToken);
}
