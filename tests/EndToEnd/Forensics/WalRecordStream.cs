namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>
/// A segment of PostgreSQL's log without the headers of its pages, which may cut through a value. A page of 8192 bytes begins with 24 bytes
/// (<c>XLogPageHeaderData</c>), the first of a segment with 40 (<c>XLogLongPageHeaderData</c>; access/xlog_internal.h).
/// </summary>
public sealed class WalRecordStream(Stream segment) : Stream
{
    private const int PageBytes = 8192;
    private const int HeaderBytes = 24;
    private const int FirstHeaderBytes = 40;
    private const int NameLength = 24;

    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether a file is one, by its folder and its name.</summary>
    public static bool IsSegment(FileInfo file) =>
        file.Directory?.Name == "pg_wal" && file.Name.Length == NameLength && file.Name.All(char.IsAsciiHexDigit);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var inPage = (int)(position % PageBytes);
        var header = position < PageBytes ? FirstHeaderBytes : HeaderBytes;
        if (inPage < header)
        {
            position += header - inPage;
            segment.Position = position;
            inPage = header;
        }
        var read = segment.Read(buffer[..Math.Min(buffer.Length, PageBytes - inPage)]);
        position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
