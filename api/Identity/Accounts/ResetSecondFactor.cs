using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>
/// Removes the authenticator app and recovery codes of an account. Where a second factor is required, the owner sets one up at the next
/// sign-in. Idempotent.
/// </summary>
internal sealed class ResetSecondFactor(AccountChange change, TenantDbContext database, EndAccess end, AuditTrail audit)
{
    public Task<Outcome<AccountView>> ExecuteAsync(Guid accountId, CancellationToken cancellationToken) => change.ExecuteAsync(
        accountId,
        async Task<Outcome<AccountView>> (admin, account) =>
        {
            var codes = await database.RecoveryCodes.Where(code => code.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
            if (codes > 0 || account.SecondFactorSealed is not null)
            {
                account.SecondFactorSealed = null;
                account.SecondFactorStep = null;
                account.RenewStamps();
                await end.OfAccountAsync(accountId, cancellationToken);
                await audit.WriteAsync(AuditAction.SecondFactorReset, admin, account, cancellationToken);
            }
            return await database.AccountViewAsync(accountId, admin, cancellationToken);
        },
        cancellationToken);
}
