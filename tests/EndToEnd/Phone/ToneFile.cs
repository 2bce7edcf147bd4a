using System.Buffers.Binary;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>A WAV file with a tone, which Chromium plays as a microphone.</summary>
internal static class ToneFile
{
    private const int Rate = 48_000;
    private const int Header = 44;

    /// <param name="path">Where it comes.</param>
    /// <param name="frequency">In hertz; whole periods fit into its second, so that it repeats without a click.</param>
    public static void Write(string path, int frequency)
    {
        var file = new byte[Header + (Rate * 2)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), Rate * 2);
        for (var sample = 0; sample < Rate; sample++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(Header + (sample * 2)),
                (short)(12_000 * Math.Sin(2 * Math.PI * frequency * sample / Rate)));
        }
        File.WriteAllBytes(path, file);
    }
}
