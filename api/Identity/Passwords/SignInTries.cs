using IdBellen.Api.Audit;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents.Passwords;

/// <summary>
/// Five wrong passwords or codes lock an account for five minutes. A try is reserved before anything is compared, so that any number of guesses
/// at the same moment, at whatever replica, get five answers.
/// </summary>
public sealed class SignInTries(TenantDbContext database, AuditTrail audit, TimeProvider time)
{
    public const int Limit = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(5);

    /// <returns>Which try it is, from 1; null when the account is locked or disabled.</returns>
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

    /// <summary>The try was wrong: it stays counted, and is written down.</summary>
    public async Task RefuseAsync(Account account, int attempt, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(AuditAction.SignInRefused, actor: null, account, cancellationToken);
        if (attempt == Limit) await audit.WriteAsync(AuditAction.AccountLocked, actor: null, account, cancellationToken);
    }

    /// <summary>The try was right, but more is asked: it alone is not counted, or who knows the password could guess codes for ever.</summary>
    public Task GiveBackAsync(Guid accountId, CancellationToken cancellationToken) => database.Users
        .Where(account => account.Id == accountId && account.AccessFailedCount > 0)
        .ExecuteUpdateAsync(
            account => account.SetProperty(one => one.AccessFailedCount, one => one.AccessFailedCount - 1).SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>The owner is there: nothing is counted any more.</summary>
    public Task ForgetAsync(Guid accountId, CancellationToken cancellationToken) => database.Users.Where(account => account.Id == accountId)
        .ExecuteUpdateAsync(
            account => account.SetProperty(one => one.AccessFailedCount, 0).SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null), cancellationToken);
}
