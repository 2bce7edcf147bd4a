using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>
/// What all changes to accounts have in common. Only an admin makes them, one at a time in a municipality: two admins who remove each other at
/// the same moment don't both succeed. What is done, its line in the audit log and the end of sessions are one transaction; whoever looks on is
/// told after it.
/// </summary>
public sealed class AccountChange(CurrentTenant current, CurrentCaller caller, TenantDbContext database, SignedInSessions sessions, ChangeHints hints)
{
    // Locks of this kind belong to one database, and so to one municipality.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('accounts', 0))";

    /// <param name="accountId">The account that is changed; it is locked meanwhile.</param>
    /// <param name="change">What is done by this admin with the account. Undone when it refuses.</param>
    /// <param name="cancellationToken">Undoes what has begun.</param>
    public Task<Outcome<T>> ExecuteAsync<T>(
        Guid accountId, Func<Caller.Person, Account, Task<Outcome<T>>> change, CancellationToken cancellationToken) =>
        ExecuteAsync(
            async admin =>
            {
                var found = await database.Users.FromSql($"SELECT * FROM account WHERE id = {accountId} FOR UPDATE").ToListAsync(cancellationToken);
                return found is [var account] ? await change(admin, account) : Refusal.AccountUnknown;
            },
            cancellationToken);

    /// <summary>The same where there is no account yet.</summary>
    public async Task<Outcome<T>> ExecuteAsync<T>(Func<Caller.Person, Task<Outcome<T>>> change, CancellationToken cancellationToken)
    {
        if (caller.Admin is not { } admin) return caller.PersonRefusal;
        if (current.Value.Spec.SignIn is not null) return Refusal.AccountsElsewhere;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(Lock, cancellationToken);
        // Whoever waited for the lock may have lost his rights to the one before him.
        if (await sessions.RenewAsync(admin, cancellationToken) is not { } person) return Refusal.NotSignedIn;
        if (!person.IsAdmin) return Refusal.NotAllowed;
        var outcome = await change(admin);
        if (outcome.Refusal is not null) return outcome;
        await transaction.CommitAsync(cancellationToken);
        await hints.HintAsync(current.Value.Uid, CancellationToken.None);
        return outcome;
    }
}
