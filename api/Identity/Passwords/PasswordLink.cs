using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Identity.Passwords;

/// <summary>
/// A one-time link with which the owner of an account sets a password. Its secret is in the fragment: browsers do not send it, so it is in
/// no log. It holds, sealed for that account, when it was made and the account's security stamp, which changes when a password is set.
/// </summary>
internal sealed class PasswordLink(CurrentTenant current, TimeProvider time)
{
    public const string Path = "/account/password";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const string Use = "password-link";

    public string For(Account account)
    {
        var content = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(account.SecurityStamp!)];
        BinaryPrimitives.WriteInt64BigEndian(content, time.GetUtcNow().UtcTicks);
        Encoding.UTF8.GetBytes(account.SecurityStamp!, content.AsSpan(sizeof(long)));
        return $"{current.Value.Origin}{Path}#{Base64UrlEncoder.Encode(current.Value.AccountSeal.Close(content, account.Id, Use))}";
    }

    /// <summary>Returns whether the secret belongs to an unused, unexpired link of this account.</summary>
    public bool Holds(Account account, string secret)
    {
        try
        {
            var content = current.Value.AccountSeal.Open(Base64UrlEncoder.DecodeBytes(secret), account.Id, Use);
            var age = time.GetUtcNow().UtcTicks - BinaryPrimitives.ReadInt64BigEndian(content);
            return age < Lifetime.Ticks
                && CryptographicOperations.FixedTimeEquals(content.AsSpan(sizeof(long)), Encoding.UTF8.GetBytes(account.SecurityStamp!));
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
