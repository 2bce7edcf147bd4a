using System.Buffers;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>
/// Many byte strings that are looked for at once; a byte is a character here, for that is what the vectorised search of .NET takes.
/// </summary>
public sealed class MarkPatterns
{
    // What SearchValues can look for with vectors; more would be an automaton, several times slower.
    private const int AtOnce = 80;

    private readonly Dictionary<char, Pattern[]> byFirst;
    private readonly SearchValues<string>[] values;

    private MarkPatterns(IReadOnlyCollection<Pattern> patterns)
    {
        byFirst = patterns.GroupBy(pattern => pattern.Bytes[0]).ToDictionary(group => group.Key, group => group.ToArray());
        values = [.. patterns.Select(pattern => pattern.Bytes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Chunk(AtOnce)
            .Select(chunk => SearchValues.Create(chunk, StringComparison.Ordinal))];
        Longest = patterns.Max(pattern => pattern.Bytes.Length);
    }

    /// <summary>In bytes.</summary>
    public int Longest { get; }

    /// <summary>All encodings of all marks.</summary>
    public static MarkPatterns InAllEncodings(IEnumerable<Mark> marks) =>
        new([.. marks.SelectMany(mark => MarkEncodings.Of(mark.Value).Select(way => new Pattern(mark, way.Name, way.Bytes)))]);

    /// <summary>Numbers, for a text from which the spaces and dashes are taken out; null when no mark is one.</summary>
    public static MarkPatterns? OfNumbers(IEnumerable<Mark> marks) =>
        marks.Where(mark => mark.IsNumber).Select(mark => new Pattern(mark, "digits in groups", mark.Value))
            .ToList() is { Count: > 0 } numbers ? new(numbers) : null;

    /// <summary>Finds what begins in <c>window[from..to]</c>; it may end behind <paramref name="to"/>.</summary>
    public void Find(ReadOnlySpan<char> window, int from, int to, Action<Pattern, int> found)
    {
        foreach (var some in values)
        {
            for (var at = from; at < to; at++)
            {
                var next = window[at..].IndexOfAny(some);
                if (next < 0 || (at += next) >= to) break;
                foreach (var pattern in byFirst[window[at]])
                    if (window[at..].StartsWith(pattern.Bytes, StringComparison.Ordinal) && pattern.StandsAlone(window, at))
                        found(pattern, at);
            }
        }
    }
}

/// <summary>One encoding of one mark.</summary>
public sealed record Pattern(Mark Mark, string Encoding, string Bytes)
{
    // Not in hex, which can have digits alone as well.
    private readonly bool isNumber = Mark.IsNumber && Bytes == Mark.Value;

    /// <summary>Whether it is the whole number, where it is one.</summary>
    public bool StandsAlone(ReadOnlySpan<char> window, int at)
    {
        var end = at + Bytes.Length;
        return !isNumber || ((at == 0 || !char.IsAsciiDigit(window[at - 1])) && (end == window.Length || !char.IsAsciiDigit(window[end])));
    }
}
