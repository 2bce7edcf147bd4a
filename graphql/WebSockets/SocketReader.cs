using System.Net.WebSockets;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.WebSockets;

/// <summary>Assembles frames into messages, up to a maximum size.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes)
{
    private const int FrameBytes = 4096;

    /// <returns>Null when the client has closed or is gone.</returns>
    /// <exception cref="SocketClosedException">What came is not a message of the protocol.</exception>
    public async Task<SocketMessage?> ReadAsync()
    {
        await using var message = new ClearedStream();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(message.GetMemory(FrameBytes), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) return null;
                if (received.MessageType == WebSocketMessageType.Binary)
                    throw new SocketClosedException(CloseReason.BadRequest("A message is text"));
                if (message.Length + received.Count > maxBytes) throw new SocketClosedException(CloseReason.TooBig);
                message.Advance(received.Count);
                if (received.EndOfMessage) return SocketMessage.Read(message.Written);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
