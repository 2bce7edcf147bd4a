using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>Replaces the roles of an account, with effect from its next request and without a new sign-in. Idempotent.</summary>
internal sealed class ChangeRoles(AccountChange change, TenantDbContext database, EndAccess end, AuditTrail audit)
{
    public Task<Outcome<AccountView>> ExecuteAsync(
        Guid accountId, IReadOnlyCollection<Role> roles, CancellationToken cancellationToken) => change.ExecuteAsync(
        accountId,
        async Task<Outcome<AccountView>> (admin, account) =>
        {
            if (roles.Count == 0) return Refusal.RolesMissing;
            if (!roles.Contains(Role.Admin) && await database.IsLastAdminAsync(accountId, cancellationToken)) return Refusal.LastAdmin;
            var names = roles.Select(NameOf).ToList();
            var wanted = await database.Roles.Where(role => names.Contains(role.Name!)).Select(role => role.Id)
                .ToListAsync(cancellationToken);
            var present = await database.UserRoles.Where(one => one.UserId == accountId).ToListAsync(cancellationToken);
            var taken = present.Where(one => !wanted.Contains(one.RoleId)).ToList();
            var given = wanted.Except(present.Select(one => one.RoleId))
                .Select(role => new IdentityUserRole<Guid> { UserId = accountId, RoleId = role }).ToList();
            if (taken.Count + given.Count > 0)
            {
                database.UserRoles.RemoveRange(taken);
                database.UserRoles.AddRange(given);
                if (!roles.Contains(Role.Agent)) await end.OfAgentAsync(accountId, cancellationToken);
                await audit.WriteAsync(AuditAction.RolesChanged, admin, account, cancellationToken);
            }
            return await database.AccountViewAsync(accountId, admin, cancellationToken);
        },
        cancellationToken);

    public static string NameOf(Role role) => role == Role.Admin ? AccountRoles.Admin : AccountRoles.Agent;
}
