using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace IdBellen.Tests.Integration.GraphQL;

/// <summary>A WebSocket client that sends what a test wants, right or wrong.</summary>
public sealed class RawSocket(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string? SubProtocol => socket.SubProtocol;

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type) =>
        socket.SendAsync(bytes, type, endOfMessage: true, TestContext.Current.CancellationToken);

    public Task SubscribeAsync(string id, string query) =>
        SendAsync(new JsonObject
        {
            ["type"] = "subscribe",
            ["id"] = id,
            ["payload"] = new JsonObject { ["query"] = query }
        }.ToJsonString());

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);

    /// <summary>The next message that is no ping.</summary>
    public async Task<JsonNode> NextAsync()
    {
        while (true)
        {
            var message = await ReceiveAsync()
                ?? throw new InvalidOperationException($"Closed: {(int?)socket.CloseStatus} {socket.CloseStatusDescription}");
            if ((string)message["type"]! != "ping") return message;
        }
    }

    /// <summary>With which code and reason the server closes.</summary>
    public async Task<(int Code, string? Reason)> ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
            // Messages before the close are not what is asked.
        }
        return ((int)socket.CloseStatus!, socket.CloseStatusDescription);
    }

    /// <summary>Null when the server has closed.</summary>
    public async Task<JsonNode?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage) return JsonNode.Parse(message.ToArray())!;
        }
    }

    public void Dispose() => socket.Dispose();
}
