using System.Security.Cryptography;
using System.Text;

namespace IdBellen.Tenancy.Encryption;

/// <summary>
/// The key of one municipality, from its <c>&lt;name&gt;-keys</c> Secret. It never encrypts anything itself: each use has its own
/// key, derived from it with HKDF-SHA256 (RFC 5869), so that one key does not reveal another.
/// </summary>
public sealed class TenantKey
{
    public const int Length = 32;

    private readonly byte[] secret;

    /// <param name="tenantUid">The UID of the municipality's resource.</param>
    /// <param name="id">The id of the key, stored beside all that it seals.</param>
    /// <param name="secret">32 random bytes.</param>
    /// <exception cref="ArgumentException">The secret has another length.</exception>
    public TenantKey(string tenantUid, string id, ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Length) throw new ArgumentException("A tenant key has 32 bytes.", nameof(secret));
        TenantUid = tenantUid;
        Id = id;
        this.secret = secret.ToArray();
    }

    public string TenantUid { get; }

    public string Id { get; }

    /// <summary>A 32-byte key for one use, the same each time.</summary>
    public byte[] Derive(string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, salt: null, info: Encoding.UTF8.GetBytes($"{TenantUid}/{use}"));
}
