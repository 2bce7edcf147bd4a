using System.Text;
using GraphQL;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;
using Microsoft.AspNetCore.Http.Features;

namespace IdBellen.GraphQL.Http;

/// <summary>
/// Writes results as server-sent events in the distinct-connections mode of the GraphQL over SSE protocol: <c>next</c> for each result,
/// then <c>complete</c>. A comment at every interval keeps proxies from closing the connection. A slow client gets the newest result, not
/// every one.
/// </summary>
internal sealed class EventStream(HttpContext context, IGraphQLTextSerializer serializer, TransportOptions options, TimeProvider time)
{
    public async Task WriteAsync(RunningOperation operation, CancellationToken cancellationToken)
    {
        context.Response.ContentType = $"{MediaTypes.EventStream}; charset=utf-8";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            if (operation.Stream is { } stream) await FollowAsync(stream, cancellationToken);
            else await NextAsync(operation.Result, cancellationToken);
            await SendAsync("event: complete\ndata:\n\n", cancellationToken);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // The client left or is too slow, or this replica stops: breaking off without "complete" makes clients come back.
            context.Abort();
        }
    }

    private async Task FollowAsync(IObservable<ExecutionResult> stream, CancellationToken cancellationToken)
    {
        // Send the headers at once, to confirm the connection.
        await SendAsync(":\n\n", cancellationToken);
        using var results = new LatestResults(stream);
        using var keepAlive = new PeriodicTimer(options.KeepAlive, time);
        var beat = keepAlive.WaitForNextTickAsync(cancellationToken).AsTask();
        var more = results.WaitAsync(cancellationToken).AsTask();
        while (true)
        {
            if (await Task.WhenAny(more, beat) == beat)
            {
                await beat;
                await SendAsync(":\n\n", cancellationToken);
                beat = keepAlive.WaitForNextTickAsync(cancellationToken).AsTask();
                continue;
            }
            if (!await more) return;
            while (results.TryTake(out var next)) await NextAsync(next, cancellationToken);
            more = results.WaitAsync(cancellationToken).AsTask();
        }
    }

    private async Task NextAsync(ExecutionResult result, CancellationToken cancellationToken)
    {
        await using var message = new ClearedStream();
        message.Write("event: next\ndata: "u8);
        await serializer.WriteAsync(message, result, cancellationToken);
        message.Write("\n\n"u8);
        await SendAsync(message.Written, cancellationToken);
    }

    private Task SendAsync(string text, CancellationToken cancellationToken) => SendAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await context.Response.Body.WriteAsync(bytes, either.Token);
        await context.Response.Body.FlushAsync(either.Token);
    }
}
