namespace IdBellen.Tests.Support.Telephony;

/// <summary>Keys as tones in the sound (ITU-T Q.23), in G.711 µ-law at 8000 Hz.</summary>
internal static class KeyTones
{
    private const int Rate = 8000;
    private const int KeySamples = Rate / 10;
    private const int PauseSamples = Rate / 10;

    // Of a keypad, by row and column.
    private static readonly int[] Rows = [697, 770, 852, 941];
    private static readonly int[] Columns = [1209, 1336, 1477];

    /// <summary>A piece of one key.</summary>
    /// <param name="key">Which one.</param>
    /// <param name="from">How many samples of it have been before.</param>
    /// <param name="target">Where the piece goes.</param>
    public static void Write(char key, int from, Span<byte> target)
    {
        var place = "123456789*0#".IndexOf(key, StringComparison.Ordinal);
        for (var sample = 0; sample < target.Length; sample++)
        {
            var time = 2 * Math.PI * (from + sample) / Rate;
            target[sample] = Ulaw.Encode(0.25 * (Math.Sin(Rows[place / 3] * time) + Math.Sin(Columns[place % 3] * time)));
        }
    }

    /// <summary>Keys one after the other: each lasts 100 milliseconds, and so does the silence after it.</summary>
    public static byte[] Of(string keys)
    {
        const int whole = KeySamples + PauseSamples;
        var all = new byte[keys.Length * whole];
        Array.Fill(all, Ulaw.Silence);
        for (var key = 0; key < keys.Length; key++) Write(keys[key], 0, all.AsSpan(key * whole, KeySamples));
        return all;
    }
}
