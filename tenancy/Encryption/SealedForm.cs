using System.Security.Cryptography;
using System.Text;

namespace IdBellen.Tenancy.Encryption;

/// <summary>
/// The form of everything that is sealed: AES-256-GCM (NIST SP 800-38D) as version, 12-byte random nonce, 16-byte tag, ciphertext. Where it
/// belongs is authenticated with it (AAD), so that a ciphertext that is moved to another place does not open.
/// </summary>
internal static class SealedForm
{
    /// <summary>The number of bytes by which a sealed value exceeds its plaintext.</summary>
    public const int Overhead = 1 + NonceLength + TagLength;

    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <param name="key">32 bytes.</param>
    /// <param name="plaintext">The data to seal.</param>
    /// <param name="place">The place of the value, as associated data; required again to open it.</param>
    /// <param name="sealedData">Gets the sealed value: <see cref="Overhead"/> bytes more than the plaintext.</param>
    public static void Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, string place, Span<byte> sealedData)
    {
        sealedData[0] = Version;
        var nonce = sealedData.Slice(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plaintext, sealedData[Overhead..], sealedData.Slice(1 + NonceLength, TagLength), Encoding.UTF8.GetBytes(place));
    }

    /// <param name="key">32 bytes.</param>
    /// <param name="sealedData">A sealed value.</param>
    /// <param name="plaintext">Gets the plaintext: <see cref="Overhead"/> bytes less than the sealed value.</param>
    /// <exception cref="CryptographicException">Sealed with another key, for another place, or changed since.</exception>
    public static void Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedData, string place, Span<byte> plaintext)
    {
        if (sealedData.Length < Overhead || sealedData[0] != Version)
            throw new CryptographicException("This is not a sealed value of a known version.");
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(sealedData.Slice(1, NonceLength), sealedData[Overhead..], sealedData.Slice(1 + NonceLength, TagLength), plaintext,
            Encoding.UTF8.GetBytes(place));
    }

    /// <inheritdoc cref="Close(ReadOnlySpan{byte}, ReadOnlySpan{byte}, string, Span{byte})"/>
    /// <returns>The sealed value.</returns>
    public static byte[] Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, string place)
    {
        var sealedData = new byte[Overhead + plaintext.Length];
        Close(key, plaintext, place, sealedData);
        return sealedData;
    }

    /// <inheritdoc cref="Open(ReadOnlySpan{byte}, ReadOnlySpan{byte}, string, Span{byte})"/>
    /// <returns>The plaintext.</returns>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedData, string place)
    {
        var plaintext = new byte[Math.Max(0, sealedData.Length - Overhead)];
        Open(key, sealedData, place, plaintext);
        return plaintext;
    }
}
