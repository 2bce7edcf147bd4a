using System.Collections.Concurrent;
using GraphQL;
using IdBellen.Api.GraphQL.Transport.Operations;

namespace IdBellen.Api.GraphQL.Transport.WebSockets;

#pragma warning disable CA2000, CA2025 // An operation disposes of its token source at its own end.
/// <summary>The operations that run on one WebSocket, by the ids that the client gave them.</summary>
internal sealed class SocketOperations(HttpContext upgrade, ISocketCaller caller, OperationRunner runner, SocketWriter writer, int limit, CancellationToken gone)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> tasks = new();

    /// <exception cref="SocketClosedException">There is one with this id.</exception>
    public void Start(string id, GraphQLRequest request)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(gone);
        if (!running.TryAdd(id, stop))
        {
            stop.Dispose();
            throw new SocketClosedException(CloseReason.SubscriberExists(id));
        }
        var task = RunAsync(id, request, stop);
        tasks.TryAdd(task, true);
        _ = task.ContinueWith(done => tasks.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>The client wants no more of it. The id is free again at once.</summary>
    public void Stop(string id)
    {
        if (!running.TryRemove(id, out var stop)) return;
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended at this very moment.
        }
    }

    public Task EndedAsync() => Task.WhenAll(tasks.Keys);

    private async Task RunAsync(string id, GraphQLRequest request, CancellationTokenSource stop)
    {
        bool IsWanted() => running.TryGetValue(id, out var current) && current == stop;
        try
        {
            // The reading of messages goes on.
            await Task.Yield();
            if (running.Count > limit)
            {
                await SendErrorAsync(id, [new OperationRefusedError(ErrorCodes.TooManyRequests, "Too many operations run on this connection; end some.")], IsWanted);
                return;
            }
            await using var scope = await caller.OpenScopeAsync(stop.Token);
            using var operation = await runner.RunAsync(request, new OperationContext
            {
                Connection = upgrade,
                Services = scope.ServiceProvider,
                CanStream = true,
                CancellationToken = stop.Token,
            });
            if (operation.Stream is { } stream)
            {
                using var results = new LatestResults(stream);
                await foreach (var result in results.ReadAsync(stop.Token)) await writer.SendAsync(SocketMessage.Next, id, result, IsWanted);
            }
            else if (!operation.Result.Executed && operation.Result.Errors is { Count: > 0 } errors)
            {
                await SendErrorAsync(id, errors, IsWanted);
                return;
            }
            else
            {
                await writer.SendAsync(SocketMessage.Next, id, operation.Result, IsWanted);
            }
            await writer.SendAsync(SocketMessage.Complete, id, isWanted: () => IsWanted() && running.TryRemove(id, out _));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client wants no more, or has left.
        }
        catch (Exception fault)
        {
            await SendErrorAsync(id, [new ExecutionError("", fault)], IsWanted);
        }
        finally
        {
            running.TryRemove(new(id, stop));
            stop.Dispose();
        }
    }

    private Task SendErrorAsync(string id, IEnumerable<ExecutionError> errors, Func<bool> isWanted)
    {
        var all = new ExecutionErrors();
        all.AddRange(errors);
        return writer.SendAsync(SocketMessage.Error, id, all, () => isWanted() && running.TryRemove(id, out _));
    }
}
