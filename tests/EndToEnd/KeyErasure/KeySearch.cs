using System.Text;

namespace IdBellen.Tests.EndToEnd.KeyErasure;

/// <summary>Searches bytes for one value: as it is, in hexadecimal digits (a dump writes so) and in base64 (a Secret does).</summary>
internal sealed class KeySearch(byte[] value)
{
    private const int PieceBytes = 1 << 20;

    private readonly IReadOnlyList<byte[]> patterns =
    [
        value,
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(value)),
        Encoding.ASCII.GetBytes(Convert.ToHexString(value)),
        // Without its end, which hangs on what follows.
        Encoding.ASCII.GetBytes(Convert.ToBase64String(value)[..(value.Length / 3 * 4)]),
    ];

    /// <summary>The files below a folder that hold it, with the place.</summary>
    public IReadOnlyList<string> In(DirectoryInfo folder) =>
        [.. folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .SelectMany(file => In(file).Select(at => $"{Path.GetRelativePath(folder.FullName, file.FullName)}:{at}"))];

    public IReadOnlyList<long> In(FileInfo file)
    {
        try
        {
            using var stream =
                new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return In(stream, long.MaxValue);
        }
        catch (FileNotFoundException)
        {
            // A server removes files while we look.
            return [];
        }
    }

    /// <summary>What a process can write to of its memory: heap, stacks, buffers.</summary>
    /// <param name="processId">One that we may look into: ours, or we are root.</param>
    public IReadOnlyList<long> InMemory(int processId)
    {
        var found = new List<long>();
        using var memory = new FileStream($"/proc/{processId}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach (var line in File.ReadAllLines($"/proc/{processId}/maps"))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!parts[1].StartsWith("rw", StringComparison.Ordinal) || line.EndsWith("[vvar]", StringComparison.Ordinal)) continue;
            var bounds = parts[0].Split('-').Select(bound => long.Parse(bound, System.Globalization.NumberStyles.HexNumber,
                System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            memory.Position = bounds[0];
            found.AddRange(In(memory, bounds[1] - bounds[0]).Select(at => bounds[0] + at));
        }
        return found;
    }

    private List<long> In(FileStream stream, long length)
    {
        var found = new List<long>();
        var overlap = patterns.Max(pattern => pattern.Length) - 1;
        var buffer = new byte[PieceBytes + overlap];
        var (kept, offset) = (0, 0L);
        while (length > 0)
        {
            int count;
            try
            {
                count = stream.Read(buffer, kept, (int)Math.Min(PieceBytes, length));
            }
            catch (IOException)
            {
                // Memory that is reserved and not there.
                return found;
            }
            if (count == 0) return found;
            length -= count;
            var piece = buffer.AsSpan(0, kept + count);
            foreach (var pattern in patterns)
            {
                for (var (from, at) = (0, piece.IndexOf(pattern)); at >= 0; at = piece[from..].IndexOf(pattern))
                {
                    found.Add(offset + from + at);
                    from += at + 1;
                }
            }
            var rest = Math.Min(overlap, piece.Length);
            piece[^rest..].CopyTo(buffer);
            offset += piece.Length - rest;
            kept = rest;
        }
        return found;
    }
}
