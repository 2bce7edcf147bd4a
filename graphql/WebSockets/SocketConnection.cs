using System.Net.WebSockets;
using GraphQL;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.WebSockets;

/// <summary>One connection of the protocol, from its <c>connection_init</c> to its end.</summary>
internal sealed class SocketConnection(
    WebSocket socket, HttpContext upgrade, IClientAdmission admission, IDisposable? lease, ISocketClients clients, OperationRunner runner,
    IGraphQLTextSerializer serializer, TransportOptions options, TimeProvider time)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly SocketReader reader = new(socket, options.MaxRequestBytes);
    private SocketOperations? operations;

    /// <param name="stopping">This replica stops.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        var writer = new SocketWriter(socket, serializer, options.SendTimeout, time);
        using var gone = new CancellationTokenSource();
        using var hurry = new CancellationTokenSource(options.InitialisationTimeout, time);
        await using var tooLate = hurry.Token.Register(() => _ = EndAsync(writer, CloseReason.InitialisationTimeout));
        await using var goingAway = stopping.Register(() => _ = EndAsync(writer, CloseReason.GoingAway));
        await using var heartbeat = time.CreateTimer(_ => _ = operations is null
            ? Task.CompletedTask : writer.SendAsync(SocketMessage.Ping), null, options.KeepAlive, options.KeepAlive);
        try
        {
            while (await reader.ReadAsync() is { } message)
            {
                if (message.Type == SocketMessage.ConnectionInit)
                {
                    Initialise(message, writer, gone.Token);
                    tooLate.Unregister();
                }
                await HandleAsync(message, writer);
            }
            await writer.CloseAsync(CloseReason.Normal);
        }
        catch (SocketClosedException end)
        {
            await EndAsync(writer, end.Reason);
            await DrainAsync();
        }
        finally
        {
            try
            {
                await gone.CancelAsync();
            }
            finally
            {
                // Also after an exception in a cancellation callback: the request must not end while an operation uses it.
                if (operations is not null) await operations.EndedAsync();
            }
        }
    }

    private void Initialise(SocketMessage message, SocketWriter writer, CancellationToken gone)
    {
        if (operations is not null) throw new SocketClosedException(CloseReason.TooManyInitialisations);
        if (clients.Identify(upgrade, message.Authorization) is not { } client) throw new SocketClosedException(CloseReason.Forbidden);
        if (client.IsKnown) lease?.Dispose();
        operations = new SocketOperations(client, admission, runner, writer, options, gone);
    }

    private async Task HandleAsync(SocketMessage message, SocketWriter writer)
    {
        switch (message.Type)
        {
            case SocketMessage.ConnectionInit:
                await writer.SendAsync(SocketMessage.ConnectionAck);
                break;
            case SocketMessage.Ping:
                await writer.SendAsync(SocketMessage.Pong, payload: message.Payload);
                break;
            case SocketMessage.Subscribe:
                if (operations is null) throw new SocketClosedException(CloseReason.Unauthorized);
                if (message.Payload is not { } payload)
                    throw new SocketClosedException(CloseReason.BadRequest("A subscribe message has a payload"));
                if (!GraphQLRequest.TryRead(payload, serializer, out var request, out var problem))
                    throw new SocketClosedException(CloseReason.BadRequest(problem));
                await operations.StartAsync(message.Id!, request, message.Size);
                break;
            case SocketMessage.Complete:
                operations?.Stop(message.Id!);
                break;
        }
    }

    // The client is given a moment to answer; then nothing more is waited for.
    private async Task EndAsync(SocketWriter writer, CloseReason reason)
    {
        await writer.CloseAsync(reason);
        _ = Task.Delay(Farewell, time).ContinueWith(_ => socket.Abort(), TaskScheduler.Default);
    }

    private async Task DrainAsync()
    {
        while (true)
        {
            try
            {
                if (await reader.ReadAsync() is null) return;
            }
            catch (SocketClosedException)
            {
                // The client has already received the reason.
            }
        }
    }
}
