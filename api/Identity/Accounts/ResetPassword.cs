using IdBellen.Api.Audit;
using IdBellen.Api.Refusals;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>
/// An admin resets a password: the old one and all older links are dead at once, and the owner sets a new one with a one-time link. Who was
/// locked out for wrong passwords is free again.
/// </summary>
public sealed class ResetPassword(AccountChange change, TenantDbContext database, EndAccess end, PasswordLink links, HandOutLink handOut, AuditTrail audit)
{
    public async Task<Outcome<AccountWithLink>> ExecuteAsync(Guid accountId, CancellationToken cancellationToken) =>
        await handOut.ExecuteAsync(await ResetAsync(accountId, cancellationToken), cancellationToken);

    private Task<Outcome<AccountWithLink>> ResetAsync(Guid accountId, CancellationToken cancellationToken) => change.ExecuteAsync(
        accountId,
        async Task<Outcome<AccountWithLink>> (admin, account) =>
        {
            // Until the link is used, if ever, nobody could manage accounts.
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
