using System.Security.Cryptography;
using System.Text;
using IdBellen.Tenancy.Encryption;

namespace IdBellen.Tenancy.SlotKeys;

/// <summary>
/// The key for all personal data of callers that a municipality stores in one time slot. It is random and is destroyed at its deadline,
/// after which no copy of the data can be decrypted. This process keeps a single copy of the key, pinned in memory and overwritten when it
/// is destroyed.
/// </summary>
public sealed class SlotKey : IDisposable
{
    /// <summary>The length in bytes.</summary>
    public const int Length = 32;

    private readonly Lock using_ = new();
    private readonly byte[] secret = GC.AllocateArray<byte>(Length, pinned: true);
    private readonly string tenantUid;
    private bool isForgotten;

    private SlotKey(string tenantUid, Guid id, DateTimeOffset expiresAt)
    {
        this.tenantUid = tenantUid;
        Value = id;
        Id = NameOf(id);
        ExpiresAt = expiresAt;
    }

    /// <summary>The id in rows.</summary>
    public string Id { get; }

    public Guid Value { get; }

    /// <summary>The deadline: the start of its slot plus the retention.</summary>
    public DateTimeOffset ExpiresAt { get; }

    public static string NameOf(Guid id) => id.ToString("N");

    /// <param name="tenantUid">The UID of the municipality's resource.</param>
    public static SlotKey Create(string tenantUid, DateTimeOffset expiresAt)
    {
        var key = new SlotKey(tenantUid, Guid.NewGuid(), expiresAt);
        RandomNumberGenerator.Fill(key.secret);
        return key;
    }

    /// <param name="tenantUid">The UID of the municipality's resource.</param>
    /// <param name="unwrap">Writes the key's 32 bytes into what it is given.</param>
    public static SlotKey Recover(string tenantUid, Guid id, DateTimeOffset expiresAt, Action<byte[]> unwrap)
    {
        var key = new SlotKey(tenantUid, id, expiresAt);
        unwrap(key.secret);
        return key;
    }

    /// <exception cref="CryptographicException">The key is forgotten.</exception>
    public byte[] Close(ReadOnlySpan<byte> plaintext, Guid row, string column)
    {
        lock (using_) return SealedForm.Close(Secret, plaintext, Place(row, column));
    }

    /// <exception cref="CryptographicException">The key is forgotten.</exception>
    public byte[] Close(string plaintext, Guid row, string column) => Close(Encoding.UTF8.GetBytes(plaintext), row, column);

    /// <exception cref="CryptographicException">Sealed with another key, for another place, or changed since; or the key is
    /// forgotten.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedData, Guid row, string column)
    {
        lock (using_) return SealedForm.Open(Secret, sealedData, Place(row, column));
    }

    /// <exception cref="CryptographicException">As for <see cref="Open"/>.</exception>
    public string OpenText(ReadOnlySpan<byte> sealedData, Guid row, string column) =>
        Encoding.UTF8.GetString(Open(sealedData, row, column));

    /// <summary>The key, sealed by another one.</summary>
    /// <exception cref="CryptographicException">The key is forgotten.</exception>
    internal void Wrap(ReadOnlySpan<byte> wrappingKey, string place, Span<byte> wrapped)
    {
        lock (using_) SealedForm.Close(wrappingKey, Secret, place, wrapped);
    }

    /// <summary>Overwrites the key. May be called at any time, also while others use it, and again.</summary>
    public void Dispose()
    {
        lock (using_)
        {
            CryptographicOperations.ZeroMemory(secret);
            isForgotten = true;
        }
    }

    private ReadOnlySpan<byte> Secret => isForgotten ? throw new CryptographicException("The key is forgotten.") : secret;

    private string Place(Guid row, string column) => $"{tenantUid}/{Id}/{row:N}/{column}";
}
