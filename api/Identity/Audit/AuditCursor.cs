using System.Buffers.Binary;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Audit;

/// <summary>
/// A place in the two logs read as one: newest first, at equal times accounts before data, then the later written one first. Nothing that is
/// written meanwhile moves it.
/// </summary>
public sealed record AuditPlace(DateTimeOffset At, AuditSource Source, long Id)
{
    private const int Length = 17;

    /// <summary>Before the newest.</summary>
    public static readonly AuditPlace Start = new(DateTimeOffset.MaxValue, AuditSource.Accounts, 0);

    /// <summary>Of lines at the same moment, those with a smaller id come after this place.</summary>
    public long BoundOf(AuditSource source) => source == Source ? Id : source < Source ? 0 : long.MaxValue;

    public override string ToString()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.UtcTicks);
        bytes[8] = (byte)Source;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), Id);
        return Base64UrlEncoder.Encode(bytes);
    }

    /// <summary>Null for what no place was ever written as.</summary>
    public static AuditPlace? Parse(string text)
    {
        try
        {
            var bytes = Base64UrlEncoder.DecodeBytes(text);
            if (bytes.Length != Length || bytes[8] > (byte)AuditSource.Data) return null;
            var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
            if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks) return null;
            return new AuditPlace(new DateTimeOffset(ticks, TimeSpan.Zero), (AuditSource)bytes[8], BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(9)));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

public enum AuditSource
{
    /// <summary>The audit log.</summary>
    Accounts,

    /// <summary>The data access log.</summary>
    Data,
}
