namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>Looks for patterns in a stream of any length that comes in pieces: one that lies across two pieces is found as well.</summary>
/// <param name="patterns">What to look for.</param>
/// <param name="found">Pattern, place in the stream in bytes, and what stands before it.</param>
public sealed class MarkScan(MarkPatterns patterns, Action<Pattern, long, string> found)
{
    /// <summary>How much of what stands before a hit is told, at most.</summary>
    public const int Before = 512;

    private const int Size = 1 << 20;

    // One more than the longest: whether a digit follows.
    private readonly int reach = patterns.Longest + 1;
    private readonly char[] window = new char[Before + Size + patterns.Longest + 1];
    private int length;
    private int searched;
    private long offset;

    public void Feed(ReadOnlySpan<char> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, window.Length - length);
            bytes[..taken].CopyTo(window.AsSpan(length));
            length += taken;
            bytes = bytes[taken..];
            if (length == window.Length) Scan(length - reach);
        }
    }

    /// <summary>The stream is over; the next piece is of another one.</summary>
    public void End()
    {
        Scan(length);
        (length, searched, offset) = (0, 0, 0);
    }

    private void Scan(int end)
    {
        patterns.Find(window.AsSpan(0, length), searched, end, (pattern, at) =>
            found(pattern, offset + at, new string(window, Math.Max(0, at - Before), Math.Min(at, Before))));
        var kept = Math.Max(0, end - Before);
        window.AsSpan(kept, length - kept).CopyTo(window);
        offset += kept;
        length -= kept;
        searched = end - kept;
    }
}
