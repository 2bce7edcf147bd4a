using System.Buffers;
using System.Net.WebSockets;

namespace IdBellen.Api.GraphQL.Transport.WebSockets;

/// <summary>Puts frames together to messages, up to a size.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes)
{
    private readonly byte[] frame = new byte[4096];

    /// <returns>Null when the client has closed or is gone.</returns>
    /// <exception cref="SocketClosedException">What came is not a message of the protocol.</exception>
    public async Task<SocketMessage?> ReadAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(frame.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) return null;
                if (received.MessageType == WebSocketMessageType.Binary) throw new SocketClosedException(CloseReason.BadRequest("A message is text"));
                if (message.WrittenCount + received.Count > maxBytes) throw new SocketClosedException(CloseReason.TooBig);
                message.Write(frame.AsSpan(0, received.Count));
                if (received.EndOfMessage) return SocketMessage.Read(message.WrittenMemory);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
