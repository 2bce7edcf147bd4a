using System.Text;
using System.Threading.Channels;
using GraphQL;

namespace IdBellen.Api.GraphQL.Transport;

/// <summary>
/// Writes a result as server-sent events in the distinct-connections mode of the GraphQL over SSE protocol: <c>next</c> for each result, then
/// <c>complete</c>. A comment every 12 seconds keeps proxies from closing the connection. A slow client gets the newest result, not every one.
/// </summary>
public sealed class EventStream(HttpContext context, IGraphQLTextSerializer serializer, TimeProvider time)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(12);

    public async Task WriteAsync(ExecutionResult result)
    {
        context.Response.ContentType = $"{MediaTypes.EventStream}; charset=utf-8";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            if (result.Streams?.Values.FirstOrDefault() is { } stream) await FollowAsync(stream);
            else await NextAsync(result);
            await SendAsync("event: complete\ndata:\n\n");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left.
        }
    }

    private async Task FollowAsync(IObservable<ExecutionResult> stream)
    {
        var results = Channel.CreateBounded<ExecutionResult>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        using var subscription = stream.Subscribe(new ChannelObserver(results.Writer));
        // The headers go at once, so that the client knows it is connected.
        await SendAsync(":\n\n");
        using var keepAlive = new PeriodicTimer(KeepAlive, time);
        var beat = keepAlive.WaitForNextTickAsync(context.RequestAborted).AsTask();
        var more = results.Reader.WaitToReadAsync(context.RequestAborted).AsTask();
        while (true)
        {
            if (await Task.WhenAny(more, beat) == beat)
            {
                await beat;
                await SendAsync(":\n\n");
                beat = keepAlive.WaitForNextTickAsync(context.RequestAborted).AsTask();
                continue;
            }
            if (!await more) return;
            while (results.Reader.TryRead(out var next)) await NextAsync(next);
            more = results.Reader.WaitToReadAsync(context.RequestAborted).AsTask();
        }
    }

    private Task NextAsync(ExecutionResult result) => SendAsync($"event: next\ndata: {serializer.Serialize(result)}\n\n");

    private async Task SendAsync(string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private sealed class ChannelObserver(ChannelWriter<ExecutionResult> writer) : IObserver<ExecutionResult>
    {
        public void OnNext(ExecutionResult value) => writer.TryWrite(value);

        public void OnError(Exception error) => writer.TryComplete(error);

        public void OnCompleted() => writer.TryComplete();
    }
}
