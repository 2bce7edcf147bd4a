using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>Disables or enables an account. Idempotent.</summary>
internal sealed class SetAccountDisabled(AccountChange change, TenantDbContext database, EndAccess end, AuditTrail audit, TimeProvider time)
{
    public Task<Outcome<AccountView>> ExecuteAsync(
        Guid accountId, bool disabled, CancellationToken cancellationToken) => change.ExecuteAsync(
        accountId,
        async Task<Outcome<AccountView>> (admin, account) =>
        {
            if (disabled != account.DisabledAt is not null)
            {
                if (disabled && await database.IsLastAdminAsync(accountId, cancellationToken)) return Refusal.LastAdmin;
                account.DisabledAt = disabled ? time.GetUtcNow() : null;
                account.RenewStamps();
                if (disabled) await end.OfAccountAsync(accountId, cancellationToken);
                await audit.WriteAsync(disabled ? AuditAction.AccountDisabled : AuditAction.AccountEnabled, admin, account,
                    cancellationToken);
            }
            return await database.AccountViewAsync(accountId, admin, cancellationToken);
        },
        cancellationToken);
}
