using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents.Passwords;

/// <summary>
/// Whose password it is. An unknown address, a wrong password, and an account that is locked, disabled or has no password are all the same to
/// who asks: one comparison of hashes, and an answer that waits until the differences in between are over.
/// </summary>
public sealed class CheckPassword(
    TenantDbContext database, ILookupNormalizer names, IPasswordHasher<Account> hasher, PasswordDecoy decoy, SignInTries tries, TimeProvider time)
{
    private static readonly TimeSpan RefusalTime = TimeSpan.FromMilliseconds(300);

    /// <returns>The account; null when it is refused, and why is not told.</returns>
    public async Task<Account?> ExecuteAsync(string email, string password, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        // One connection from the first statement to the last: whoever has reserved a try can write down what became of it, however many wait for one.
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
        var verified = hasher.VerifyHashedPassword(account ?? PasswordDecoy.Nobody, hash ?? decoy.Hash, password) != PasswordVerificationResult.Failed;
        if (!verified || hash is null)
        {
            // Whoever guesses and leaves is written down too.
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
