using IdBellen.Api.Audit;
using IdBellen.Api.Refusals;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>
/// An admin resets a password: the old one and all older links are dead at once, and the owner sets a new one with the one-time link in the
/// answer. Who was locked out for wrong passwords is free again.
/// </summary>
public sealed class ResetPassword(AccountChange change, TenantDbContext database, EndAccess end, PasswordLink links, AuditTrail audit)
{
    public Task<Outcome<ResetAccount>> ExecuteAsync(Guid accountId, CancellationToken cancellationToken) => change.ExecuteAsync(
        accountId,
        async Task<Outcome<ResetAccount>> (admin, account) =>
        {
            // Until the link is used, if ever, nobody could manage accounts.
            if (await database.IsLastAdminAsync(accountId, cancellationToken)) return Refusal.LastAdmin;
            account.PasswordHash = null;
            account.AccessFailedCount = 0;
            account.LockoutEnd = null;
            account.RenewStamps();
            await end.OfAccountAsync(accountId, cancellationToken);
            await audit.WriteAsync(AuditAction.PasswordReset, admin, account, cancellationToken);
            var view = (await database.AccountViewsAsync(database.Users.Where(one => one.Id == accountId), admin, cancellationToken))[0];
            return new ResetAccount(view, await links.ForAsync(account));
        },
        cancellationToken);
}

/// <summary>An account without a password.</summary>
public sealed record ResetAccount(AccountView Account, string SetPasswordLink)
{
    /// <summary>It can't be used until a password is set.</summary>
    public AccountView Account { get; } = Account;

    /// <summary>A link that works once; its secret is in the fragment, which browsers do not send.</summary>
    public string SetPasswordLink { get; } = SetPasswordLink;
}
