using Microsoft.AspNetCore.Connections.Features;

namespace IdBellen.Api.Web.Edge;

/// <summary>
/// A request body that closes its connection if it cannot be read to the end, because no request can follow on it. Kestrel detects that a
/// moment later, on another thread; if the response completes first, it starts to read the next request during a pending read, and logs a
/// warning with a stack trace for each (seen with .NET 10.0).
/// </summary>
internal sealed class ConnectionEndingBody(Stream body, HttpContext context) : Stream
{
    public override bool CanRead => body.CanRead;

    public override bool CanSeek => body.CanSeek;

    public override bool CanWrite => body.CanWrite;

    public override long Length => body.Length;

    public override long Position
    {
        get => body.Position;
        set => body.Position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException)
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => body.Seek(offset, origin);

    public override void SetLength(long value) => body.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => body.Write(buffer, offset, count);

    public override void Flush() => body.Flush();
}
