using System.Text;

namespace IdBellen.Tenancy.Outbound;

/// <summary>Reads the lines of an untrusted, possibly endless stream: UTF-8, terminated by LF or CR LF. Not thread-safe.</summary>
/// <param name="maxLineBytes">The longest line.</param>
/// <param name="maxBytes">The most of the whole stream.</param>
public sealed class BoundedLines(Stream stream, int maxLineBytes, long maxBytes)
{
    private readonly byte[] buffer = new byte[maxLineBytes + 2];
    private int begin;
    private int end;
    private long total;

    /// <summary>
    /// Reads the next line without its terminator; null at the end of the stream. Ignores text after the last terminator.
    /// </summary>
    /// <exception cref="AnswerTooLargeException">A line or the stream is longer than permitted.</exception>
    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (buffer.AsSpan(begin, end - begin).IndexOf((byte)'\n') is var length and >= 0) return Take(length);
            if (begin > 0)
            {
                buffer.AsSpan(begin, end - begin).CopyTo(buffer);
                (begin, end) = (0, end - begin);
            }
            if (end == buffer.Length) throw new AnswerTooLargeException(maxLineBytes);
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0) return null;
            end += read;
            if ((total += read) > maxBytes) throw new AnswerTooLargeException(maxBytes);
        }
    }

    private string Take(int length)
    {
        var line = buffer.AsSpan(begin, length);
        begin += length + 1;
        return Encoding.UTF8.GetString(line is [.., (byte)'\r'] ? line[..^1] : line);
    }
}
