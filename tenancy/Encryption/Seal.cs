using System.Security.Cryptography;
using System.Text;

namespace IdBellen.Tenancy.Encryption;

/// <summary>
/// Seals personal data for one column of one row with AES-256-GCM (NIST SP 800-38D). Tenant, row and column are authenticated with
/// it (AAD), so that a ciphertext that is moved to another place does not open. Form: version, 12-byte nonce, 16-byte tag, ciphertext.
/// </summary>
/// <param name="key">Whose data it is.</param>
/// <param name="use">Seals of different uses have different keys.</param>
public sealed class Seal(TenantKey key, string use = "seal")
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + NonceLength + TagLength;

    private readonly byte[] sealKey = key.Derive(use);

    /// <summary>Stored beside each ciphertext.</summary>
    public string KeyId => key.Id;

    public byte[] Close(ReadOnlySpan<byte> plaintext, Guid row, string column)
    {
        var sealedData = new byte[HeaderLength + plaintext.Length];
        sealedData[0] = Version;
        var nonce = sealedData.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(sealKey, TagLength);
        aes.Encrypt(nonce, plaintext, sealedData.AsSpan(HeaderLength), sealedData.AsSpan(1 + NonceLength, TagLength), Place(row, column));
        return sealedData;
    }

    public byte[] Close(string plaintext, Guid row, string column) => Close(Encoding.UTF8.GetBytes(plaintext), row, column);

    /// <exception cref="CryptographicException">Sealed with another key, for another place, or changed since.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedData, Guid row, string column)
    {
        if (sealedData.Length < HeaderLength || sealedData[0] != Version)
            throw new CryptographicException("This is not a sealed value of a known version.");
        var plaintext = new byte[sealedData.Length - HeaderLength];
        using var aes = new AesGcm(sealKey, TagLength);
        aes.Decrypt(sealedData.Slice(1, NonceLength), sealedData[HeaderLength..], sealedData.Slice(1 + NonceLength, TagLength), plaintext, Place(row, column));
        return plaintext;
    }

    /// <exception cref="CryptographicException">As for <see cref="Open"/>.</exception>
    public string OpenText(ReadOnlySpan<byte> sealedData, Guid row, string column) => Encoding.UTF8.GetString(Open(sealedData, row, column));

    private byte[] Place(Guid row, string column) => Encoding.UTF8.GetBytes($"{key.TenantUid}/{key.Id}/{row:N}/{column}");
}
