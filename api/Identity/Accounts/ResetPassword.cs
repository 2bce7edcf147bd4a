using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.Passwords;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>
/// Resets a password. The old one and all earlier links are revoked immediately, and the owner sets a new one through a one-time link. Also
/// unlocks an account that was locked for wrong passwords.
/// </summary>
internal sealed class ResetPassword(
    AccountChange change, TenantDbContext database, EndAccess end, PasswordLink links, HandOutLink handOut, AuditTrail audit)
{
    public async Task<Outcome<AccountWithLink>> ExecuteAsync(Guid accountId, CancellationToken cancellationToken) =>
        await handOut.ExecuteAsync(await ResetAsync(accountId, cancellationToken), cancellationToken);

    private Task<Outcome<AccountWithLink>> ResetAsync(Guid accountId, CancellationToken cancellationToken) => change.ExecuteAsync(
        accountId,
        async Task<Outcome<AccountWithLink>> (admin, account) =>
        {
            // Nobody could manage accounts until the link is used.
            if (await database.IsLastAdminAsync(accountId, cancellationToken)) return Refusal.LastAdmin;
            account.PasswordHash = null;
            account.AccessFailedCount = 0;
            account.LockoutEnd = null;
            account.RenewStamps();
            await end.OfAccountAsync(accountId, cancellationToken);
            await audit.WriteAsync(AuditAction.PasswordReset, admin, account, cancellationToken);
            return new AccountWithLink(await database.AccountViewAsync(accountId, admin, cancellationToken), links.For(account));
        },
        cancellationToken);
}
