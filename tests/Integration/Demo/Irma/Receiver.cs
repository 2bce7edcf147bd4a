using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Demo.Irma;

internal sealed record Received(string Path, string ContentType, string UserAgent, string Body);

/// <summary>A requestor that listens for callbacks.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Received> received = Channel.CreateUnbounded<Received>();

    private Receiver(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First());

    public int Count => received.Reader.Count;

    /// <param name="answer">What to answer to each post; null for 200 without a body.</param>
    public static async Task<Receiver> StartAsync(Func<HttpContext, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var agent = context.Request.Headers.UserAgent.ToString();
            receiver.received.Writer.TryWrite(new Received(context.Request.Path, context.Request.ContentType ?? "", agent, body));
            await (answer?.Invoke(context) ?? Task.CompletedTask);
        });
        await receiver.app.StartAsync(RunningDemo.Cancelled);
        return receiver;
    }

    public ValueTask<Received> NextAsync() => received.Reader.ReadAsync(RunningDemo.Cancelled);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
