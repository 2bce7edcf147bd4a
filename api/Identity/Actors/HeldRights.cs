using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Actors;

/// <summary>
/// Locks an agent's account while a call is assigned to it, so that a concurrent revocation of its rights also sees the call.
/// </summary>
internal static class HeldRights
{
    /// <summary>
    /// Blocks changes to the account until this transaction ends, after waiting for one in progress; what is read afterwards is current.
    /// Call it before locking a call: changes to accounts lock in the same order. Does nothing for people of a municipality's own provider,
    /// who have no account here.
    /// </summary>
    public static Task HoldRightsAsync(this TenantDbContext database, Guid accountId, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync($"SELECT FROM account WHERE id = {accountId} FOR KEY SHARE", cancellationToken);
}
