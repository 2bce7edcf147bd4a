using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>
/// Runs a change to an account: by an admin only, and one at a time in a municipality, so that two admins who remove each other at the same
/// moment cannot both succeed. The change, its audit log entry and the end of sessions are one transaction; other replicas are notified
/// after it.
/// </summary>
internal sealed class AccountChange(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, PersonChange change)
{
    /// <param name="accountId">The account to change; locked during the change.</param>
    /// <param name="act">The change by this admin. Rolled back if it returns a refusal.</param>
    public Task<Outcome<T>> ExecuteAsync<T>(
        Guid accountId, Func<Actor.Person, Account, Task<Outcome<T>>> act, CancellationToken cancellationToken) =>
        ExecuteAsync(
            async admin =>
            {
                var found = await database.Users.Locked($"id = {accountId}").ToListAsync(cancellationToken);
                return found is [var account] ? await act(admin, account) : Refusal.AccountUnknown;
            },
            cancellationToken);

    /// <summary>Runs a change that creates an account.</summary>
    public async Task<Outcome<T>> ExecuteAsync<T>(Func<Actor.Person, Task<Outcome<T>>> act, CancellationToken cancellationToken)
    {
        if (actor.Admin is not { } admin) return actor.PersonRefusal;
        if (current.Value.Policy.SignIn is not null) return Refusal.AccountsElsewhere;
        return await change.ExecuteAsync(
            admin, () => AdvisoryLocks.Accounts.TakeAsync(database.Database, cancellationToken), person => person.IsAdmin,
            _ => act(admin), cancellationToken);
    }
}
