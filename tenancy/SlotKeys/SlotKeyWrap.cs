using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tenancy.Encryption;

namespace IdBellen.Tenancy.SlotKeys;

/// <summary>
/// Seals slot keys under the key of their municipality, so that the database never contains one in plaintext. Id and deadline are
/// authenticated, so that a deadline cannot be extended.
/// </summary>
public sealed class SlotKeyWrap(TenantKey key)
{
    /// <summary>The length of a wrapped key in bytes.</summary>
    public const int Length = SlotKey.Length + SealedForm.Overhead;

    private readonly byte[] wrappingKey = key.Derive("slot-key");

    /// <param name="slotKey">A key that is not forgotten.</param>
    /// <param name="wrapped">Gets <see cref="Length"/> bytes.</param>
    public void Wrap(SlotKey slotKey, Span<byte> wrapped) => slotKey.Wrap(wrappingKey, Place(slotKey.Value, slotKey.ExpiresAt), wrapped);

    /// <returns>Null when another municipality or another key of this one wrapped it, or it was changed since.</returns>
    public SlotKey? Unwrap(Guid id, DateTimeOffset expiresAt, ReadOnlyMemory<byte> wrapped)
    {
        if (wrapped.Length != Length) return null;
        try
        {
            return SlotKey.Recover(key.TenantUid, id, expiresAt,
                secret => SealedForm.Open(wrappingKey, wrapped.Span, Place(id, expiresAt), secret));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string Place(Guid id, DateTimeOffset expiresAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.TenantUid}/{key.Id}/slot-key/{id:N}/{expiresAt.ToUnixTimeMilliseconds()}");
}
