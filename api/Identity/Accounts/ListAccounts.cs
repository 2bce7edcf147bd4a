using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>The accounts that this municipality keeps here, by name.</summary>
internal sealed class ListAccounts(CurrentTenant current, CurrentActor actor, TenantDbContext database)
{
    public async Task<Outcome<IReadOnlyList<AccountView>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (actor.Admin is not { } admin) return actor.PersonRefusal;
        if (current.Value.Policy.SignIn is not null) return Refusal.AccountsElsewhere;
        return Outcome<IReadOnlyList<AccountView>>.Of(await database.AccountViewsAsync(database.Users, admin, cancellationToken));
    }
}
