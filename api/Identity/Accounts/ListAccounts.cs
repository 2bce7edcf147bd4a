using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>The accounts that this municipality keeps here, by name.</summary>
public sealed class ListAccounts(CurrentTenant current, CurrentCaller caller, TenantDbContext database)
{
    public async Task<Outcome<IReadOnlyList<AccountView>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (caller.Admin is not { } admin) return caller.PersonRefusal;
        if (current.Value.Spec.SignIn is not null) return Refusal.AccountsElsewhere;
        return Outcome<IReadOnlyList<AccountView>>.Of(await database.AccountViewsAsync(database.Users, admin, cancellationToken));
    }
}
