using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents;

/// <summary>The one-time link of a first admin, which lies in the <c>&lt;name&gt;-first-admins</c> Secret and makes the account when it is used.</summary>
public sealed class FirstAdminLink(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    /// <summary>Whether the link of this address has this secret, used or not. Compared in constant time.</summary>
    public bool Holds(string address, string linkSecret) =>
        SecretOf(address) is { } secret && CryptographicOperations.FixedTimeEquals(Hash(secret), Hash(linkSecret));

    /// <summary>Uses up the link of this address, if it has one: once, however many do so at the same moment.</summary>
    /// <returns>False when it was used before, or there is none.</returns>
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
