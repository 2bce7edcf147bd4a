using System.Text;
using GraphQL;
using IdBellen.Api.GraphQL.Transport.Operations;
using Microsoft.AspNetCore.Http.Features;

namespace IdBellen.Api.GraphQL.Transport.Http;

/// <summary>
/// Writes results as server-sent events in the distinct-connections mode of the GraphQL over SSE protocol: <c>next</c> for each result, then
/// <c>complete</c>. A comment at every interval keeps proxies from closing the connection. A slow client gets the newest result, not every one.
/// </summary>
public sealed class EventStream(HttpContext context, IGraphQLTextSerializer serializer, TransportOptions options, TimeProvider time)
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
        catch (OperationCanceledException)
        {
            // The client left or is too slow, or this replica stops: breaking off without "complete" makes clients come back.
            context.Abort();
        }
    }

    private async Task FollowAsync(IObservable<ExecutionResult> stream, CancellationToken cancellationToken)
    {
        // The headers go at once, so that the client knows it is connected.
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

    private Task NextAsync(ExecutionResult result, CancellationToken cancellationToken) =>
        SendAsync($"event: next\ndata: {serializer.Serialize(result)}\n\n", cancellationToken);

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), either.Token);
        await context.Response.Body.FlushAsync(either.Token);
    }
}
