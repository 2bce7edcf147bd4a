using System.Buffers.Binary;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Identity.Audit;

/// <summary>
/// A cursor in the merged audit and data access logs: newest first, at equal times the audit log first, then by descending id. Entries
/// written in the meantime do not move it.
/// </summary>
internal sealed record AuditCursor(DateTimeOffset At, AuditSource Source, long Id)
{
    private const int Length = 17;

    /// <summary>Before the newest.</summary>
    public static readonly AuditCursor Start = new(DateTimeOffset.MaxValue, AuditSource.Accounts, 0);

    /// <summary>Among entries with the same time, those with a smaller id are after this position.</summary>
    public long BoundOf(AuditSource source) => source == Source ? Id : source < Source ? 0 : long.MaxValue;

    public override string ToString()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.UtcTicks);
        bytes[8] = (byte)Source;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), Id);
        return Base64UrlEncoder.Encode(bytes);
    }

    /// <summary>Null when the text is not a valid cursor.</summary>
    public static AuditCursor? Parse(string text)
    {
        try
        {
            var bytes = Base64UrlEncoder.DecodeBytes(text);
            if (bytes.Length != Length || bytes[8] > (byte)AuditSource.Data) return null;
            var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
            if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks) return null;
            return new AuditCursor(new DateTimeOffset(ticks, TimeSpan.Zero), (AuditSource)bytes[8],
                BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(9)));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

internal enum AuditSource
{
    /// <summary>The audit log.</summary>
    Accounts,

    /// <summary>The data access log.</summary>
    Data,
}
