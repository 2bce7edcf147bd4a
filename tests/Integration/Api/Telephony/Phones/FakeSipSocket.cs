using System.Collections.Concurrent;
using System.Net.WebSockets;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Api.Telephony.Phones;

/// <summary>The HTTP server of an Asterisk as far as the relay knows it: it repeats what comes through the WebSocket.</summary>
public sealed class FakeSipSocket : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeSipSocket(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Path, query and headers of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<FakeSipSocket> StartAsync()
    {
        var port = LoopbackPort.Free();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--urls", $"http://127.0.0.1:{port}"] });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var fake = new FakeSipSocket(app, new Uri($"http://127.0.0.1:{port}/ws"));
        app.UseWebSockets();
        app.Run(fake.RepeatAsync);
        await app.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task RepeatAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Path}{context.Request.QueryString}\n"
            + string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}")));
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await context.Response.WriteAsync("a page of Asterisk");
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync("sip");
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } received)
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
    }
}
