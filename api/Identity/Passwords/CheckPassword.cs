using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Passwords;

/// <summary>
/// Checks a password. An unknown address, a wrong password, and an account that is locked, disabled or without a password are
/// indistinguishable to the client: each costs one hash comparison, and the response is delayed to hide timing differences.
/// </summary>
internal sealed class CheckPassword(
    TenantDbContext database, ILookupNormalizer names, IPasswordHasher<Account> hasher, PasswordDecoy decoy, SignInTries tries,
    TimeProvider time)
{
    private static readonly TimeSpan RefusalTime = TimeSpan.FromMilliseconds(300);

    /// <returns>The account; null when refused, without a reason.</returns>
    public async Task<Account?> ExecuteAsync(string email, string password, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        // One connection for all statements, so that the result of a reserved attempt can be recorded even if many requests wait for a
        // connection.
        await database.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            if (await VerifiedAsync(email.Trim(), password, cancellationToken) is { } account) return account;
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
        if (RefusalTime - time.GetElapsedTime(begun) is { Ticks: > 0 } rest) await Task.Delay(rest, time, cancellationToken);
        return null;
    }

    private async Task<Account?> VerifiedAsync(string email, string password, CancellationToken cancellationToken)
    {
        var account = await FindAsync(email, cancellationToken);
        var attempt = account is null ? null : await tries.ReserveAsync(account.Id, cancellationToken);
        var hash = attempt is null || password.Length > PasswordRules.MaxLength ? null : account!.PasswordHash;
        var verified = hasher.VerifyHashedPassword(account ?? PasswordDecoy.Nobody, hash ?? decoy.Hash,
            password) != PasswordVerificationResult.Failed;
        if (!verified || hash is null)
        {
            // Not cancelled with the request: an attempt counts even if the client disconnects.
            if (attempt is { } wrong) await tries.RefuseAsync(account!, wrong, CancellationToken.None);
            return null;
        }
        if (account!.SecondFactorSealed is null) await tries.ForgetAsync(account.Id, cancellationToken);
        else await tries.GiveBackAsync(account.Id, cancellationToken);
        return account;
    }

    private async Task<Account?> FindAsync(string address, CancellationToken cancellationToken)
    {
        // PostgreSQL has no place for a NUL in a text.
        if (address.Contains('\0', StringComparison.Ordinal)) return null;
        var name = names.NormalizeName(address);
        return await database.Users.AsNoTracking().FirstOrDefaultAsync(account => account.NormalizedUserName == name, cancellationToken);
    }
}
