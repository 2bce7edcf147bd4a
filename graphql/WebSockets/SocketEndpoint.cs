using GraphQL;
using IdBellen.GraphQL.Http;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;
using Microsoft.Extensions.Options;

namespace IdBellen.GraphQL.WebSockets;

/// <summary>GraphQL over WebSocket, sub-protocol <c>graphql-transport-ws</c> (github.com/enisdenjo/graphql-ws, PROTOCOL.md).</summary>
internal sealed class SocketEndpoint(
    ISocketClients clients, OperationRunner runner, IOperationAdmission admission, IGraphQLTextSerializer serializer,
    IHostApplicationLifetime lifetime, IOptions<TransportOptions> options, TimeProvider time)
{
    public const string SubProtocol = "graphql-transport-ws";

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(SubProtocol, StringComparer.Ordinal))
        {
            // Without a common sub-protocol the handshake still succeeds, and a close frame contains the reason, as in the reference
            // server.
            using var unwanted = await context.WebSockets.AcceptWebSocketAsync();
            using var farewell = new CancellationTokenSource(options.Value.InitialisationTimeout, time);
            await unwanted.CloseOutputAsync(
                (System.Net.WebSockets.WebSocketCloseStatus)CloseReason.SubprotocolNotAcceptable.Code,
                CloseReason.SubprotocolNotAcceptable.Text, farewell.Token);
            return;
        }
        var client = admission.For(context);
        var (refusal, lease) = client.AdmitSocket();
        using var open = lease;
        if (refusal is not null)
        {
            await new HttpProblem(refusal.Status, refusal.StableCode, refusal.Message, refusal.RetryAfter).WriteAsync(context);
            return;
        }
        // Pings of RFC 6455 detect a dead connection. The sub-protocol's pings are for clients, which cannot observe those of RFC 6455.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = SubProtocol,
            KeepAliveInterval = options.Value.KeepAlive,
            KeepAliveTimeout = options.Value.SendTimeout,
        });
        await new SocketConnection(socket, context, client, lease, clients, runner, serializer, options.Value, time).RunAsync(
            lifetime.ApplicationStopping);
    }
}
