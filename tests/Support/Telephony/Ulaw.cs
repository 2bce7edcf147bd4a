namespace IdBellen.Tests.Support.Telephony;

/// <summary>G.711 µ-law.</summary>
internal static class Ulaw
{
    public const byte Silence = 0xFF;
    private const int Bias = 0x84;
    private const int Clip = 32635;

    public static byte Encode(double sample)
    {
        var value = (int)(Math.Clamp(sample, -1, 1) * Clip);
        var sign = value < 0 ? 0x80 : 0;
        value = Math.Min(Math.Abs(value), Clip) + Bias;
        var exponent = 7;
        for (var mask = 0x4000; (value & mask) == 0 && exponent > 0; mask >>= 1) exponent--;
        return (byte)~(sign | (exponent << 4) | ((value >> (exponent + 3)) & 0x0F));
    }

    public static double Decode(byte code)
    {
        var bits = (byte)~code;
        var value = ((((bits & 0x0F) << 3) + Bias) << ((bits >> 4) & 7)) - Bias;
        return ((bits & 0x80) == 0 ? value : -value) / 32768.0;
    }
}
