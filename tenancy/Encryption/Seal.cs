using System.Security.Cryptography;
using System.Text;

namespace IdBellen.Tenancy.Encryption;

/// <summary>
/// Seals data that lives as long as its municipality, bound to one column of one row. Data with a retention of at most an hour is sealed by
/// a <see cref="SlotKeys.SlotKey"/>.
/// </summary>
/// <param name="use">Seals of different uses have different keys.</param>
public sealed class Seal(TenantKey key, string use)
{
    private readonly byte[] sealKey = key.Derive(use);

    /// <summary>Stored beside each ciphertext.</summary>
    public string KeyId => key.Id;

    public byte[] Close(ReadOnlySpan<byte> plaintext, Guid row, string column) => SealedForm.Close(sealKey, plaintext, Place(row, column));

    public byte[] Close(string plaintext, Guid row, string column) => Close(Encoding.UTF8.GetBytes(plaintext), row, column);

    /// <exception cref="CryptographicException">Sealed with another key, for another place, or changed since.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedData, Guid row, string column) => SealedForm.Open(sealKey, sealedData, Place(row, column));

    /// <exception cref="CryptographicException">As for <see cref="Open"/>.</exception>
    public string OpenText(ReadOnlySpan<byte> sealedData, Guid row, string column) =>
        Encoding.UTF8.GetString(Open(sealedData, row, column));

    private string Place(Guid row, string column) => $"{key.TenantUid}/{key.Id}/{row:N}/{column}";
}
