using System.Collections.Concurrent;
using GraphQL;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.WebSockets;

// An operation disposes of its token source at its own end, and without its wait handle a SemaphoreSlim holds nothing.
#pragma warning disable CA1001, CA2000, CA2025
/// <summary>
/// The operations on one WebSocket, by the client's ids. Reading of messages waits here for capacity and for results to be sent, so a
/// client that does not read its results is not read from either (back-pressure).
/// </summary>
internal sealed class SocketOperations(
    ISocketClient client, IClientAdmission admission, OperationRunner runner, SocketWriter writer, TransportOptions limits,
    CancellationToken gone)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> tasks = new();

    // Twice as many as may run: an operation that the client has stopped can still be about to end.
    private readonly SemaphoreSlim places = new(limits.MaxOperationsPerSocket * 2);
    private int bytes;

    /// <param name="size">Bytes of the message that asks it.</param>
    /// <exception cref="SocketClosedException">There is one with this id.</exception>
    public async Task StartAsync(string id, GraphQLRequest request, int size)
    {
        if (running.ContainsKey(id)) throw new SocketClosedException(CloseReason.SubscriberExists(id));
        if (running.Count >= limits.MaxOperationsPerSocket)
        {
            await RefuseAsync(id, "Too many operations are running on this connection; end some.");
            return;
        }
        await places.WaitAsync(gone);
        if (!TryHold(size))
        {
            places.Release();
            await RefuseAsync(id, "The running operations are too large in total; end some, or try again later.");
            return;
        }
        var stop = CancellationTokenSource.CreateLinkedTokenSource(gone);
        running[id] = stop;
        var task = RunAsync(id, request, stop);
        tasks.TryAdd(task, true);
        _ = task.ContinueWith(
            done =>
            {
                tasks.TryRemove(done, out _);
                Release(size);
                places.Release();
            }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Ends an operation at the client's request. Its id can be used again immediately.</summary>
    public void Stop(string id)
    {
        if (!running.TryRemove(id, out var stop)) return;
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended in the meantime.
        }
    }

    public Task EndedAsync() => Task.WhenAll(tasks.Keys);

    private bool TryHold(int size)
    {
        if (Interlocked.Add(ref bytes, size) <= limits.MaxBytesPerSocket && admission.TryHold(size)) return true;
        Interlocked.Add(ref bytes, -size);
        return false;
    }

    private void Release(int size)
    {
        Interlocked.Add(ref bytes, -size);
        admission.Release(size);
    }

    private Task RefuseAsync(string id, string message) =>
        SendErrorAsync(id, [new OperationRefusedError(ErrorCodes.TooManyRequests, message)], () => true);

    private async Task RunAsync(string id, GraphQLRequest request, CancellationTokenSource stop)
    {
        bool IsWanted() => running.TryGetValue(id, out var current) && current == stop;
        bool Ends() => IsWanted() && running.TryRemove(id, out _);
        try
        {
            // The read loop continues.
            await Task.Yield();
            await using var scope = await client.OpenScopeAsync(stop.Token);
            using var operation = await runner.RunAsync(request, new OperationContext
            {
                Client = admission,
                Services = scope.ServiceProvider,
                CanStream = true,
                CancellationToken = stop.Token,
            });
            if (operation.Stream is { } stream)
            {
                using var results = new LatestResults(stream);
                await foreach (var result in results.ReadAsync(stop.Token))
                    await writer.SendAsync(SocketMessage.Next, id, result, IsWanted);
            }
            else if (!operation.Result.Executed && operation.Result.Errors is { Count: > 0 } errors)
            {
                await SendErrorAsync(id, errors, Ends);
                return;
            }
            else
            {
                await writer.SendAsync(SocketMessage.Next, id, operation.Result, IsWanted);
            }
            await writer.SendAsync(SocketMessage.Complete, id, isWanted: Ends);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client completed the operation or disconnected.
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The connection and its resources are gone.
        }
        catch (Exception fault)
        {
            client.Failed(fault);
            await SendErrorAsync(id, [new ExecutionError("", fault)], Ends);
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
        return writer.SendAsync(SocketMessage.Error, id, all, isWanted);
    }
}
