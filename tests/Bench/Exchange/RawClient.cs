using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdBellen.Tests.Bench.Exchange;

/// <summary>One connection of HTTP/1.1 that costs next to nothing, so that the driver is not what is measured.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly string head;

    private RawClient(string head) => this.head = head;

    /// <param name="port">On loopback.</param>
    /// <param name="host">The header that decides on the municipality.</param>
    /// <param name="header">One more header, with its line break; empty for none.</param>
    public static async Task<RawClient> ConnectAsync(int port, string host, string header)
    {
        var client = new RawClient(
            $"POST /graphql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n{header}Content-Length: ");
        await client.socket.ConnectAsync(IPAddress.Loopback, port);
        return client;
    }

    /// <returns>The answer, with its headers.</returns>
    public async Task<string> PostAsync(string body)
    {
        var content = Encoding.UTF8.GetBytes(body);
        var start = Encoding.ASCII.GetBytes($"{head}{content.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n");
        await socket.SendAsync(new ArraySegment<byte>[] { start, content });
        var length = 0;
        do
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (count == 0) throw new IOException("The connection was closed.");
            length += count;
        }
        while (!IsWhole(buffer.AsSpan(0, length)));
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var headers = Encoding.ASCII.GetString(answer[..end]);
        const string Length = "Content-Length: ";
        return headers.IndexOf(Length, StringComparison.OrdinalIgnoreCase) is var at and >= 0
            ? answer.Length - end - 4 >= int.Parse(headers[(at + Length.Length)..].Split('\r')[0], CultureInfo.InvariantCulture)
            : answer.EndsWith("\r\n0\r\n\r\n"u8);
    }
}
