using System.Net.WebSockets;
using System.Text.Json;
using GraphQL;

namespace IdBellen.Api.GraphQL.Transport.WebSockets;

/// <summary>
/// Sends one message after another. A client that does not take one within the time loses the connection: nobody waits for it but its own operations.
/// </summary>
#pragma warning disable CA1001 // Without its wait handle a SemaphoreSlim has nothing to dispose of, and timers may still come by.
internal sealed class SocketWriter(WebSocket socket, IGraphQLTextSerializer serializer, TimeSpan patience, TimeProvider time)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim turn = new(1);
    private bool isClosed;

    /// <param name="type">Of the message.</param>
    /// <param name="id">Of the operation.</param>
    /// <param name="payload">Of the message.</param>
    /// <param name="isWanted">Asked when its turn has come; false: it is not sent.</param>
    public async Task SendAsync(string type, string? id = null, object? payload = null, Func<bool>? isWanted = null)
    {
        var head = id is null ? $"{{\"type\":\"{type}\"" : $"{{\"type\":\"{type}\",\"id\":{JsonSerializer.Serialize(id)}";
        var text = payload is null ? $"{head}}}" : $"{head},\"payload\":{Text(payload)}}}";
        await InTurnAsync(isWanted, cancellationToken =>
            socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken));
    }

    /// <summary>Says goodbye; nothing is sent after it.</summary>
    public Task CloseAsync(CloseReason reason) => InTurnAsync(null, cancellationToken =>
    {
        isClosed = true;
        return socket.CloseOutputAsync((WebSocketCloseStatus)reason.Code, reason.Text, cancellationToken);
    });

    private string Text(object payload) => payload is JsonElement json ? json.GetRawText() : serializer.Serialize(payload);

    private async Task InTurnAsync(Func<bool>? isWanted, Func<CancellationToken, Task> send)
    {
        await turn.WaitAsync();
        try
        {
            if (isClosed || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived) || isWanted?.Invoke() == false) return;
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
