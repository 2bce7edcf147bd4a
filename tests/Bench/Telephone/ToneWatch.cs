using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Bench.Telephone;

/// <summary>When a caller begins to hear a tone, or something else, to the packet: 20 milliseconds.</summary>
internal sealed class ToneWatch
{
    // A chord of the music may resemble the tone for a moment.
    private const int InARow = 3;
    private const double Quiet = 0.005;
    private readonly int frequency;
    private int tones;
    private int others;
    private long began;

    public ToneWatch(Sound sound, int frequency)
    {
        this.frequency = frequency;
        sound.Listener = Hear;
    }

    /// <summary>Since when the tone is heard; null: it is not.</summary>
    public DateTimeOffset? Tone => Volatile.Read(ref tones) >= InARow ? new DateTimeOffset(Volatile.Read(ref began), TimeSpan.Zero) : null;

    /// <summary>Since when something else is heard; null: it is not.</summary>
    public DateTimeOffset? Other =>
        Volatile.Read(ref others) >= InARow ? new DateTimeOffset(Volatile.Read(ref began), TimeSpan.Zero) : null;

    private void Hear(ReadOnlyMemory<double> packet)
    {
        var samples = packet.Span;
        var coefficient = 2 * Math.Cos(2 * Math.PI * frequency / 8000);
        double before = 0, beforeThat = 0, energy = 0;
        foreach (var sample in samples)
        {
            (before, beforeThat) = (sample + (coefficient * before) - beforeThat, before);
            energy += sample * sample;
        }
        var power = ((before * before) + (beforeThat * beforeThat) - (coefficient * before * beforeThat)) / samples.Length;
        var isLoud = energy > Quiet * Quiet * samples.Length;
        if (isLoud && power > energy / 4) Count(ref tones, ref others);
        else if (isLoud) Count(ref others, ref tones);
    }

    private void Count(ref int heard, ref int ended)
    {
        Volatile.Write(ref ended, 0);
        if (heard == 0) Volatile.Write(ref began, DateTimeOffset.UtcNow.Ticks);
        Volatile.Write(ref heard, heard + 1);
    }
}
