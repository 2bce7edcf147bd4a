using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>
/// Runs a change to the telephones or to who uses them, one at a time in a municipality. The change and its audit log entry are one
/// transaction; pages and exchanges are notified after it.
/// </summary>
internal sealed class TelephoneChange(CurrentTenant current, CurrentActor actor, TenantDbContext database, PersonChange change)
{
    /// <summary>A change by an admin. Rolled back if it returns a refusal.</summary>
    public Task<Outcome<T>> ByAdminAsync<T>(Func<Actor.Person, Task<Outcome<T>>> act, CancellationToken cancellationToken) =>
        ExecuteAsync(actor.Admin, person => person.IsAdmin, act, cancellationToken);

    /// <summary>A change by an agent. Rolled back if it returns a refusal.</summary>
    public Task<Outcome<T>> ByAgentAsync<T>(Func<Actor.Person, Task<Outcome<T>>> act, CancellationToken cancellationToken) =>
        ExecuteAsync(actor.Agent, person => person.IsAgent, act, cancellationToken);

    private async Task<Outcome<T>> ExecuteAsync<T>(
        Actor.Person? who, Func<Actor.Person, bool> may, Func<Actor.Person, Task<Outcome<T>>> act, CancellationToken cancellationToken)
    {
        if (who is null) return actor.PersonRefusal;
        if (!current.Value.Policy.HasBrowserPhones) return Refusal.NoBrowserPhone;
        return await change.ExecuteAsync(who, TakeLocksAsync, may, act, cancellationToken);

        async Task TakeLocksAsync()
        {
            await database.HoldRightsAsync(who.AccountId, cancellationToken);
            await AdvisoryLocks.Telephones.TakeAsync(database.Database, cancellationToken);
        }
    }
}
