using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using GraphQL;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.WebSockets;

/// <summary>
/// Sends messages in order. A client that does not accept one within the time limit is disconnected. A message is serialised when it is
/// sent, so that a client that does not read costs the memory of one message only.
/// </summary>
#pragma warning disable CA1001 // Without its wait handle a SemaphoreSlim has nothing to dispose of, and timers may still come by.
internal sealed class SocketWriter(WebSocket socket, IGraphQLTextSerializer serializer, TimeSpan patience, TimeProvider time)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim turn = new(1);
    private bool isClosed;

    /// <param name="isWanted">Asked when its turn has come; false: it is not sent.</param>
    public Task SendAsync(string type, string? id = null, object? payload = null,
        Func<bool>? isWanted = null) => InTurnAsync(isWanted, async cancellationToken =>
    {
        await using var message = new ClearedStream();
        message.Write(Encoding.UTF8.GetBytes(id is null
            ? $"{{\"type\":\"{type}\"" : $"{{\"type\":\"{type}\",\"id\":{JsonSerializer.Serialize(id)}"));
        if (payload is not null)
        {
            message.Write(",\"payload\":"u8);
            if (payload is JsonElement json) message.Write(Encoding.UTF8.GetBytes(json.GetRawText()));
            else await serializer.WriteAsync(message, payload, cancellationToken);
        }
        message.Write("}"u8);
        await socket.SendAsync(message.Written, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    });

    /// <summary>Sends the close frame, after which nothing is sent.</summary>
    public Task CloseAsync(CloseReason reason) => InTurnAsync(null, cancellationToken =>
    {
        isClosed = true;
        return socket.CloseOutputAsync((WebSocketCloseStatus)reason.Code, reason.Text, cancellationToken);
    });

    private async Task InTurnAsync(Func<bool>? isWanted, Func<CancellationToken, Task> send)
    {
        await turn.WaitAsync();
        try
        {
            if (isClosed || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived) || isWanted?.Invoke() == false)
                return;
            using var late = new CancellationTokenSource(patience, time);
            await send(late.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // Too slow, or gone.
            isClosed = true;
            socket.Abort();
        }
        finally
        {
            turn.Release();
        }
    }
}
