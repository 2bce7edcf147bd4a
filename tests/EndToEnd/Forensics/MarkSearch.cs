using System.Buffers;
using System.Text;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>Where a mark was found.</summary>
/// <param name="Before">The bytes before it, one character for each.</param>
public sealed record Hit(string Place, Mark Mark, string Encoding, long Offset, string Before)
{
    public override string ToString() => $"{Mark} as {Encoding} in {Place} at byte {Offset}";
}

/// <summary>Searches files and streams for marks in all encodings in which they could stand, one after the other.</summary>
public sealed class MarkSearch
{
    private const int PieceBytes = 1 << 20;

    // Between the groups of a number; the last two are the bytes of a no-break space in UTF-8.
    private static readonly SearchValues<char> Separators = SearchValues.Create(" -\u00C2\u00A0");

    // Kept, because a database has thousands of small files.
    private readonly byte[] bytes = new byte[PieceBytes];
    private readonly char[] characters = new char[PieceBytes];
    private readonly char[] digits = new char[PieceBytes];
    private readonly MarkScan all;
    private readonly MarkScan? joined;
    private readonly List<Hit> found = [];
    private readonly List<Hit> grouped = [];
    private string here = "";

    public MarkSearch(IReadOnlyCollection<Mark> marks)
    {
        all = new MarkScan(MarkPatterns.InAllEncodings(marks),
            (pattern, at, before) => found.Add(new Hit(here, pattern.Mark, pattern.Encoding, at, before)));
        // What is taken out moves what follows, so its place is only about right.
        joined = MarkPatterns.OfNumbers(marks) is not { } numbers ? null
            : new MarkScan(numbers, (pattern, at, before) => grouped.Add(new Hit(here, pattern.Mark, pattern.Encoding, at, before)));
    }

    /// <summary>One file.</summary>
    public IReadOnlyList<Hit> File(FileInfo file) => [.. File(file, file.Name)];

    /// <summary>
    /// All files below a folder; those that vanish meanwhile are passed over. PostgreSQL's log is also read without its page headers.
    /// </summary>
    public IReadOnlyList<Hit> Folder(DirectoryInfo folder) =>
        [.. Files(folder).SelectMany(file => File(file, Path.GetRelativePath(folder.Parent!.FullName, file.FullName)))];

    public IReadOnlyList<Hit> Text(string place, string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Stream(place, stream);
    }

    public IReadOnlyList<Hit> Stream(string place, Stream stream)
    {
        here = place;
        found.Clear();
        grouped.Clear();
        while (stream.Read(bytes) is var count and > 0)
        {
            var piece = characters.AsSpan(0, Encoding.Latin1.GetChars(bytes.AsSpan(0, count), characters));
            all.Feed(piece);
            joined?.Feed(digits.AsSpan(0, Join(piece, digits)));
        }
        all.End();
        joined?.End();
        // A number with nothing between its digits is found by both.
        return [.. found, .. grouped.Where(hit => !found.Any(other => other.Mark == hit.Mark))];
    }

    private IEnumerable<Hit> File(FileInfo file, string place)
    {
        if (Open(file) is not { } stream) return [];
        using (stream)
        {
            var hits = Stream(place, stream);
            if (!WalRecordStream.IsSegment(file)) return hits;
            stream.Position = 0;
            using var records = new WalRecordStream(stream);
            return [.. hits, .. Stream($"{place}, records", records)];
        }
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles("*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = false
        })
            // Without a length are empty files, sockets, and pipes, which would keep a reader waiting.
            .Where(file => file.Exists && file.Length > 0);

    private static FileStream? Open(FileInfo file)
    {
        try
        {
            return new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (IOException) when (!System.IO.File.Exists(file.FullName))
        {
            return null;
        }
    }

    private static int Join(ReadOnlySpan<char> piece, Span<char> into)
    {
        var count = 0;
        while (!piece.IsEmpty)
        {
            var run = piece.IndexOfAny(Separators) is var end and >= 0 ? end : piece.Length;
            piece[..run].CopyTo(into[count..]);
            count += run;
            piece = piece[Math.Min(piece.Length, run + 1)..];
        }
        return count;
    }
}
