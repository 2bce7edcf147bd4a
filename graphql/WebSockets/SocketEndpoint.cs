using GraphQL;
using IdBellen.Api.GraphQL.Transport.Operations;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.GraphQL.Transport.WebSockets;

/// <summary>GraphQL over WebSocket, sub-protocol <c>graphql-transport-ws</c> (github.com/enisdenjo/graphql-ws, PROTOCOL.md).</summary>
public sealed class SocketEndpoint(
    ISocketCallers callers, OperationRunner runner, IGraphQLTextSerializer serializer, IHostApplicationLifetime lifetime, IOptions<TransportOptions> options, TimeProvider time)
{
    public const string SubProtocol = "graphql-transport-ws";

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(SubProtocol, StringComparer.Ordinal))
        {
            // Without a common sub-protocol the handshake still succeeds; the reason is told by a close frame, as the reference server does.
            using var unwanted = await context.WebSockets.AcceptWebSocketAsync();
            using var farewell = new CancellationTokenSource(options.Value.InitialisationTimeout, time);
            await unwanted.CloseOutputAsync(
                (System.Net.WebSockets.WebSocketCloseStatus)CloseReason.SubprotocolNotAcceptable.Code, CloseReason.SubprotocolNotAcceptable.Text, farewell.Token);
            return;
        }
        // Frames of RFC 6455 find a dead connection; the protocol's own pings are for clients, which can't see those.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = SubProtocol,
            KeepAliveInterval = options.Value.KeepAlive,
            KeepAliveTimeout = options.Value.SendTimeout,
        });
        await new SocketConnection(socket, context, callers, runner, serializer, options.Value, time).RunAsync(lifetime.ApplicationStopping);
    }
}
