using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Identity.SignedIn;

/// <summary>
/// Runs a change by a signed-in person under locks, in one transaction with its audit log entry. The person's rights are read again once
/// the locks are held: whoever waited may have lost them meanwhile. Pages and other replicas are notified after it.
/// </summary>
internal sealed class PersonChange(CurrentTenant current, TenantDbContext database, SignedInSessions sessions, ChangeHints hints)
{
    /// <param name="who">The person, as at the beginning of the request.</param>
    /// <param name="takeLocks">Takes what must be held during the change.</param>
    /// <param name="may">Whether the person may still do it.</param>
    /// <param name="change">The change. Rolled back if it returns a refusal.</param>
    public async Task<Outcome<T>> ExecuteAsync<T>(
        Actor.Person who, Func<Task> takeLocks, Func<Actor.Person, bool> may, Func<Actor.Person, Task<Outcome<T>>> change,
        CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await takeLocks();
        if (await sessions.RenewAsync(who, cancellationToken) is not { } person) return Refusal.NotSignedIn;
        if (!may(person)) return Refusal.NotAllowed;
        var outcome = await change(person);
        if (outcome.Refusal is not null) return outcome;
        await transaction.CommitAsync(cancellationToken);
        hints.Hint(current.Value.Uid);
        return outcome;
    }
}
