using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.Passwords;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.SecondFactor;

/// <summary>
/// Checks codes of the account's authenticator app and recovery codes. Attempts count with those of the password; no code works twice.
/// </summary>
internal sealed class CheckSecondFactor(
    CurrentTenant current, TenantDbContext database, SignInTries tries, AuditTrail audit, TimeProvider time)
{
    /// <param name="account">The account that passed the password check.</param>
    /// <param name="code">Six digits.</param>
    public Task<bool> ByAppAsync(Account account, string code, CancellationToken cancellationToken) => TryAsync(
        account,
        async () =>
        {
            var secret = current.Value.AccountSeal.Open(account.SecondFactorSealed!, account.Id, SetUpSecondFactor.Column);
            // The first to move the step on has the code; a second use, at this moment too, finds it moved.
            return TimeCodes.StepOf(secret, code, time.GetUtcNow()) is { } step
                && await database.Users
                    .Where(row => row.Id == account.Id && row.SecondFactorSealed == account.SecondFactorSealed
                        && row.SecondFactorStep < step)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.SecondFactorStep, step), cancellationToken) == 1;
        },
        cancellationToken);

    public Task<bool> ByRecoveryCodeAsync(Account account, string code, CancellationToken cancellationToken) => TryAsync(
        account,
        async () =>
        {
            var hash = RecoveryCodes.HashOf(current.Value, code);
            if (await database.RecoveryCodes.Where(row => row.AccountId == account.Id && row.CodeHash == hash)
                .ExecuteDeleteAsync(cancellationToken) == 0)
                return false;
            await audit.WriteAsync(AuditAction.RecoveryCodeUsed, (account.Id, account.DisplayName), (account.Id, account.DisplayName),
                cancellationToken);
            return true;
        },
        cancellationToken);

    private async Task<bool> TryAsync(Account account, Func<Task<bool>> isRight, CancellationToken cancellationToken)
    {
        if (account.SecondFactorSealed is null || await tries.ReserveAsync(account.Id, cancellationToken) is not { } attempt) return false;
        var right = await isRight();
        if (right) await tries.ForgetAsync(account.Id, cancellationToken);
        else await tries.RefuseAsync(account, attempt, cancellationToken);
        return right;
    }
}
