using IdBellen.Api.Identity.Audit;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Passwords;

/// <summary>
/// Locks an account for five minutes after five wrong passwords or codes. An attempt is reserved before the comparison, so that concurrent
/// guesses at any replicas get five answers in total.
/// </summary>
internal sealed class SignInTries(TenantDbContext database, AuditTrail audit, TimeProvider time)
{
    public const int Limit = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(5);

    /// <returns>The number of the attempt, from 1; null if the account is locked or disabled.</returns>
    public async Task<int?> ReserveAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = now + LockTime;
        var tries = await database.Database.SqlQuery<int>(
            $"""
             UPDATE account SET
                 access_failed_count = CASE WHEN access_failed_count >= {Limit} THEN 1 ELSE access_failed_count + 1 END,
                 lockout_end = CASE WHEN access_failed_count = {Limit - 1} THEN {until} END
             WHERE id = {accountId} AND disabled_at IS NULL AND (lockout_end IS NULL OR lockout_end <= {now})
             RETURNING access_failed_count AS "Value"
             """).ToListAsync(cancellationToken);
        return tries is [var count] ? count : null;
    }

    /// <summary>Records a wrong attempt, which stays counted.</summary>
    public async Task RefuseAsync(Account account, int attempt, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(AuditAction.SignInRefused, actor: null, account, cancellationToken);
        if (attempt == Limit) await audit.WriteAsync(AuditAction.AccountLocked, actor: null, account, cancellationToken);
    }

    /// <summary>
    /// Releases an attempt with a correct password while a second factor is still due. Earlier attempts stay counted, so that knowing the
    /// password does not permit unlimited guesses of codes.
    /// </summary>
    public Task GiveBackAsync(Guid accountId, CancellationToken cancellationToken) => database.Users
        .Where(account => account.Id == accountId && account.AccessFailedCount > 0)
        .ExecuteUpdateAsync(
            account => account.SetProperty(one => one.AccessFailedCount, one => one.AccessFailedCount - 1)
                .SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>Resets the count after a complete sign-in.</summary>
    public Task ForgetAsync(Guid accountId, CancellationToken cancellationToken) => database.Users.Where(account => account.Id == accountId)
        .ExecuteUpdateAsync(
            account => account.SetProperty(one => one.AccessFailedCount, 0).SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null),
            cancellationToken);
}
