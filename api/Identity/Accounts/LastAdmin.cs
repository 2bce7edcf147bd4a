using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>A municipality always has an admin who can sign in: one who is not disabled and has a password.</summary>
internal static class LastAdmin
{
    /// <summary>Returns whether this is the only such admin. Valid only while accounts are locked (<see cref="AccountChange"/>).</summary>
    public static async Task<bool> IsLastAdminAsync(this TenantDbContext database, Guid accountId, CancellationToken cancellationToken) =>
        await database.Users.Where(account => account.DisabledAt == null && account.PasswordHash != null
                && database.UserRoles.Any(one => one.UserId == account.Id
                    && database.Roles.Any(role => role.Id == one.RoleId && role.Name == AccountRoles.Admin)))
            .Select(account => account.Id).Take(2).ToListAsync(cancellationToken) is [var only] && only == accountId;
}
