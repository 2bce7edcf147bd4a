using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents;

/// <summary>The accounts that this municipality keeps here, by name.</summary>
public sealed class ListAccounts(CurrentTenant current, CurrentCaller caller, TenantDbContext database)
{
    public async Task<Outcome<IReadOnlyList<AccountView>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (caller.Admin is null) return caller.PersonRefusal;
        if (current.Value.Spec.SignIn is not null) return Refusal.AccountsElsewhere;
        var accounts = await database.Users.AsNoTracking().OrderBy(account => account.DisplayName)
            .Select(account => new
            {
                Account = account,
                Roles = database.UserRoles.Where(membership => membership.UserId == account.Id)
                    .Join(database.Roles, membership => membership.RoleId, role => role.Id, (membership, role) => role.Name!).ToList(),
            }).ToListAsync(cancellationToken);
        return Outcome<IReadOnlyList<AccountView>>.Of([.. accounts.Select(row => new AccountView
        {
            Id = row.Account.Id,
            Email = row.Account.Email!,
            DisplayName = row.Account.DisplayName,
            Roles = Viewer.RolesOf(row.Roles.Contains(AccountRoles.Agent), row.Roles.Contains(AccountRoles.Admin)),
            Activated = row.Account.PasswordHash is not null,
        })]);
    }
}
