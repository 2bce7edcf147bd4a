using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdBellen.Tests.Integration.Api.Fuzz;

/// <summary>An answer as it came.</summary>
/// <param name="Status">Zero when the server closed without any, as it may for what is no HTTP.</param>
/// <param name="Text">Head and body.</param>
internal sealed record RawAnswer(int Status, string Text);

/// <summary>A connection on which anything can be sent. It is kept from one request to the next where the server keeps it.</summary>
internal sealed class RawLine(int port) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Socket? socket;
    private byte[] buffer = new byte[16 * 1024];
    private int length;

    /// <param name="request">Whatever.</param>
    /// <param name="isLast">Nothing follows on this connection, and the server is told so.</param>
    public async Task<RawAnswer> SendAsync(byte[] request, bool isLast)
    {
        using var patience = new CancellationTokenSource(Patience);
        var isReused = socket is not null;
        var answer = await TrySendAsync(request, isLast, patience.Token);
        // A kept connection may be closed at the moment that we use it.
        return answer.Status == 0 && isReused ? await TrySendAsync(request, isLast, patience.Token) : answer;
    }

    private async Task<RawAnswer> TrySendAsync(byte[] request, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            if (socket is null)
            {
                socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            }
            await socket.SendAsync(request, cancellationToken);
            if (isLast) socket.Shutdown(SocketShutdown.Send);
            return await ReadAsync(request, cancellationToken);
        }
        catch (SocketException)
        {
            Dispose();
            return new RawAnswer(0, "");
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private async Task<RawAnswer> ReadAsync(byte[] request, CancellationToken cancellationToken)
    {
        length = 0;
        string head;
        while (true)
        {
            if (HeadEnd() is var end and >= 0)
            {
                head = Text(0, end + 2);
                if (!head.StartsWith("HTTP/1.1 100", StringComparison.Ordinal)) break;
                buffer.AsSpan(end + 4, length - end - 4).CopyTo(buffer);
                length -= end + 4;
            }
            else if (!await MoreAsync(cancellationToken))
            {
                Dispose();
                return new RawAnswer(0, Text(0, length));
            }
        }
        var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var from = head.Length + 2;
        var isStream = head.Contains("text/event-stream", StringComparison.Ordinal) || status == 101;
        if (!isStream) await BodyAsync(head, from, HasNoBody(request, status), cancellationToken);
        if (isStream || head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase)) Dispose();
        return new RawAnswer(status, Text(0, length));
    }

    private async Task BodyAsync(string head, int from, bool isEmpty, CancellationToken cancellationToken)
    {
        if (isEmpty) return;
        var isChunked = head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
        var told = Header(head, "Content-Length: ") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        while (isChunked ? !buffer.AsSpan(from, length - from).EndsWith("0\r\n\r\n"u8) : length - from < told)
        {
            if (await MoreAsync(cancellationToken)) continue;
            Dispose();
            return;
        }
    }

    private async Task<bool> MoreAsync(CancellationToken cancellationToken)
    {
        if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var count = await socket!.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
        length += count;
        return count > 0;
    }

    private int HeadEnd() => buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);

    private string Text(int from, int to) => Encoding.UTF8.GetString(buffer, from, to - from);

    private static bool HasNoBody(byte[] request, int status) =>
        request.AsSpan().StartsWith("HEAD "u8) || status is 204 or 304 or (>= 100 and < 200);

    private static string? Header(string head, string name) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..];
}
