using IdBellen.Api.Identity.Actors;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>Accounts as an admin sees them. One statement, however many they are.</summary>
internal static class ReadAccounts
{
    /// <summary>Reads an existing account.</summary>
    public static async Task<AccountView> AccountViewAsync(
        this TenantDbContext database, Guid id, Actor.Person reader, CancellationToken cancellationToken) =>
        (await database.AccountViewsAsync(database.Users.Where(account => account.Id == id), reader, cancellationToken))[0];

    public static async Task<IReadOnlyList<AccountView>> AccountViewsAsync(
        this TenantDbContext database, IQueryable<Account> which, Actor.Person reader, CancellationToken cancellationToken)
    {
        var rows = await which.AsNoTracking().OrderBy(account => account.DisplayName).ThenBy(account => account.Id)
            .Select(account => new
            {
                Account = account,
                Roles = database.UserRoles.Where(membership => membership.UserId == account.Id)
                    .Join(database.Roles, membership => membership.RoleId, role => role.Id, (membership, role) => role.Name!).ToList(),
            }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new AccountView
        {
            Id = row.Account.Id,
            Email = row.Account.Email!,
            DisplayName = row.Account.DisplayName,
            Roles = Viewer.RolesOf(row.Roles.Contains(AccountRoles.Agent), row.Roles.Contains(AccountRoles.Admin)),
            Activated = row.Account.PasswordHash is not null,
            Disabled = row.Account.DisabledAt is not null,
            HasSecondFactor = row.Account.SecondFactorSealed is not null,
            LastSignedInAt = row.Account.LastSignedInAt?.UtcDateTime,
            IsYou = row.Account.Id == reader.AccountId,
        })];
    }
}
