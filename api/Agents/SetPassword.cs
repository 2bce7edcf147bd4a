using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Agents;

/// <summary>
/// Sets a password with a one-time link: of an account that an admin created, or of one of the first admins, whose links lie in the
/// <c>&lt;name&gt;-first-admins</c> Secret and whose account is made at this moment.
/// </summary>
public sealed class SetPassword(CurrentTenant current, UserManager<Account> accounts, TenantDbContext database, TimeProvider time)
{
    public async Task<SetPasswordOutcome> ExecuteAsync(string email, string linkSecret, string password, CancellationToken cancellationToken)
    {
        if (current.Value.Spec.SignIn is not null) return SetPasswordOutcome.LinkInvalid;
        var address = email.Trim();
        var account = await accounts.FindByNameAsync(address);
        if (account is not null && Decode(linkSecret) is { } token
            && await accounts.VerifyUserTokenAsync(
                account, accounts.Options.Tokens.PasswordResetTokenProvider, UserManager<Account>.ResetPasswordTokenPurpose, token))
            return Of(await accounts.ResetPasswordAsync(account, token, password));
        return IsFirstAdmin(address, linkSecret)
            ? await RedeemAsync(account, address, linkSecret, password, cancellationToken)
            : SetPasswordOutcome.LinkInvalid;
    }

    private bool IsFirstAdmin(string address, string linkSecret) =>
        current.Value.FirstAdminLinks.TryGetValue(address, out var link)
        && CryptographicOperations.FixedTimeEquals(Hash(link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..]), Hash(linkSecret));

    private async Task<SetPasswordOutcome> RedeemAsync(
        Account? existing, string address, string linkSecret, string password, CancellationToken cancellationToken)
    {
        var hash = Hash(linkSecret);
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // The first to write this row has the link; a second use, at this moment too, finds it there.
        var redeemed = await database.Database.ExecuteSqlAsync(
            $"INSERT INTO redeemed_link (token_hash, redeemed_at) VALUES ({hash}, {now}) ON CONFLICT DO NOTHING", cancellationToken);
        if (redeemed == 0 || existing is not null) return SetPasswordOutcome.LinkInvalid;
        var account = new Account { Id = Guid.CreateVersion7(now), UserName = address, Email = address, DisplayName = address, CreatedAt = now };
        var created = Of(await accounts.CreateAsync(account, password));
        if (created != SetPasswordOutcome.Done) return created;
        if (!(await accounts.AddToRoleAsync(account, AccountRoles.Admin)).Succeeded) return SetPasswordOutcome.LinkInvalid;
        await transaction.CommitAsync(cancellationToken);
        return SetPasswordOutcome.Done;
    }

    private static string? Decode(string linkSecret)
    {
        try
        {
            return Base64UrlEncoder.Decode(linkSecret);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static SetPasswordOutcome Of(IdentityResult result) =>
        result.Succeeded ? SetPasswordOutcome.Done
        : result.Errors.All(error => error.Code.StartsWith("Password", StringComparison.Ordinal)) ? SetPasswordOutcome.PasswordTooWeak
        : SetPasswordOutcome.LinkInvalid;
}

public enum SetPasswordOutcome
{
    Done,

    /// <summary>Unknown, used or too old; which of these is not told.</summary>
    LinkInvalid,

    /// <summary>Shorter than 12 characters.</summary>
    PasswordTooWeak,
}
