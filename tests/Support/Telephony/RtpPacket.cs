using System.Buffers.Binary;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>RTP packets of 20 milliseconds (RFC 3550), with sound or with a key as an event (RFC 4733).</summary>
internal static class RtpPacket
{
    public const int HeaderBytes = 12;
    public const int Samples = 160;
    public const byte Ulaw = 0;
    public const byte Event = 101;
    private const uint Source = 0x1D0BE11E;

    /// <summary>Its samples are for the caller to write.</summary>
    public static byte[] OfSound(ushort sequence, uint clock) => WithHeader(Ulaw, sequence, clock, isFirst: false, Samples);

    public static byte[] OfTone(ushort sequence, uint clock, PressedKey pressed)
    {
        var packet = OfSound(sequence, clock);
        KeyTones.Write(pressed.Key, pressed.Sent * Samples, packet.AsSpan(HeaderBytes));
        return packet;
    }

    /// <param name="sequence">Of the packet.</param>
    /// <param name="pressed">The key.</param>
    /// <param name="length">How many packets it lasts; those after them say that it has ended.</param>
    public static byte[] OfEvent(ushort sequence, PressedKey pressed, int length)
    {
        var packet = WithHeader(Event, sequence, pressed.Begun, isFirst: pressed.Sent == 0, 4);
        packet[12] = pressed.Key switch { '*' => 10, '#' => 11, _ => (byte)(pressed.Key - '0') };
        packet[13] = (byte)(pressed.Sent >= length ? 0x8A : 0x0A);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(14), (ushort)(Samples * Math.Min(pressed.Sent + 1, length)));
        return packet;
    }

    private static byte[] WithHeader(byte payload, ushort sequence, uint clock, bool isFirst, int length)
    {
        var packet = new byte[HeaderBytes + length];
        packet[0] = 0x80;
        packet[1] = (byte)(payload | (isFirst ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), clock);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), Source);
        return packet;
    }
}

/// <summary>A key that is being pressed.</summary>
/// <param name="key">Which one.</param>
/// <param name="begun">The RTP time stamp of its begin.</param>
internal sealed class PressedKey(char key, uint begun)
{
    public char Key => key;

    public uint Begun => begun;

    /// <summary>How many packets of it were sent.</summary>
    public int Sent { get; set; }
}
