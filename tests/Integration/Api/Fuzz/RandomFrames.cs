using System.Net.WebSockets;
using System.Text;
using GraphQL.Types;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Fuzz;

/// <summary>A WebSocket on which chance decides what is said, in the protocol and beside it.</summary>
internal sealed class RandomFrames(ServedMunicipality municipality, ISchema schema, System.Random random)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RandomText texts = new(random);

    /// <returns>All that the server said.</returns>
    public async Task<string> RunAsync(Sender sender)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Host", municipality.Host);
        if (sender.Header?.Split(": ", 2) is [var name, var value]) socket.Options.SetRequestHeader(name, value);
        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{municipality.Fixture.Platform.Port}/graphql"), patience.Token);
        try
        {
            if (texts.Chance(90)) await SayAsync(socket, """{"type":"connection_init"}""", patience.Token);
            for (var left = random.Next(8); left > 0; left--) await SayAsync(socket, Message(), patience.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", patience.Token);
            return await HeardAsync(socket, patience.Token);
        }
        catch (WebSocketException)
        {
            // Closed on us in mid-sentence, as it may be.
            return "";
        }
    }

    private string Message() => random.Next(8) switch
    {
        0 => texts.Next(["", "{", "[]", "null", "{\"type\":1}", "{\"type\":\"nope\"}", "{\"type\":\"subscribe\"}",
            "{\"type\":\"complete\",\"id\":\"1\"}", "{\"type\":\"connection_init\"}"]),
        1 => $$$"""{"type":"ping","payload":{"x":{{{RandomText.Json(texts.Next())}}}}}""",
        2 => $$"""{"type":"subscribe","id":{{RandomText.Json(texts.Next())}},"payload":{{RandomDocument.Request(schema, random, texts)}}}""",
        _ => $$"""{"type":"subscribe","id":"{{random.Next(1000)}}","payload":{{RandomDocument.Request(schema, random, texts)}}}""",
    };

    private async Task SayAsync(ClientWebSocket socket, string message, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        var cut = random.Next(bytes.Length + 1);
        await socket.SendAsync(bytes.AsMemory(0, cut), WebSocketMessageType.Text, endOfMessage: false, cancellationToken);
        await socket.SendAsync(bytes.AsMemory(cut), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }

    private static async Task<string> HeardAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var heard = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close) return heard.Append(socket.CloseStatusDescription).ToString();
            heard.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }
    }
}
