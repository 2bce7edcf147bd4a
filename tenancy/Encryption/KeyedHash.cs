using System.Security.Cryptography;
using System.Text;

namespace IdBellen.Tenancy.Encryption;

/// <summary>
/// HMAC-SHA256 (RFC 2104) under a key of the tenant. A ten-digit code has too few possibilities for a plain hash; without the key
/// this one can't be reversed by trying them all.
/// </summary>
public sealed class KeyedHash(TenantKey key, string use)
{
    private readonly byte[] hashKey = key.Derive(use);

    public byte[] Of(string text) => HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes(text));
}
