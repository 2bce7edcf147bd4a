using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Passwords;

/// <summary>The one-time link of a first admin, from the <c>&lt;name&gt;-first-admins</c> Secret. Using it creates the account.</summary>
internal sealed class FirstAdminLink(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    /// <summary>Returns whether the link of this address has this secret, used or not. Compares in constant time.</summary>
    public bool Holds(string address, string linkSecret) =>
        SecretOf(address) is { } secret && CryptographicOperations.FixedTimeEquals(Hash(secret), Hash(linkSecret));

    /// <summary>Redeems the link of this address, if any. Only one of several concurrent requests succeeds.</summary>
    /// <returns>False if the link was used before or does not exist.</returns>
    public async Task<bool> RedeemAsync(string address, CancellationToken cancellationToken)
    {
        if (SecretOf(address) is not { } secret) return false;
        var (hash, now) = (Hash(secret), time.GetUtcNow());
        // The first to write this row has the link; a second use, at this moment too, finds it there.
        return await database.Database.ExecuteSqlAsync(
            $"INSERT INTO redeemed_link (token_hash, redeemed_at) VALUES ({hash}, {now}) ON CONFLICT DO NOTHING", cancellationToken) > 0;
    }

    private string? SecretOf(string address) =>
        current.Value.FirstAdminLinks.TryGetValue(address, out var link) ? link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..] : null;

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
