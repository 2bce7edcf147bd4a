using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Operator.AccessLog;

/// <summary>A receiver of OTLP/HTTP on loopback: it keeps what comes, and answers as it is told.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    /// <summary>How the next requests are answered, given the spans that came; after the last, everything is taken.</summary>
    public ConcurrentQueue<Func<HttpContext, IReadOnlyList<JsonNode>, Task>> Answers { get; } = new();

    /// <summary>How every request is answered when <see cref="Answers"/> is empty.</summary>
    public Func<HttpContext, IReadOnlyList<JsonNode>, Task> Usual { get; set; } =
        (context, _) => context.Response.WriteAsync("""{"partialSuccess":{}}""");

    /// <summary>The requests, as they came.</summary>
    public ConcurrentQueue<ReceivedTraces> Received { get; } = new();

    public Uri Address => new(app.Urls.Single());

    public static async Task<OtlpReceiver> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.MapPost("/base/v1/traces", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Answers with a status and nothing else.</summary>
    public void AnswerWith(int status) => Answers.Enqueue((context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var traces = new ReceivedTraces(
            await reader.ReadToEndAsync(context.RequestAborted), context.Request.ContentType,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase));
        Received.Enqueue(traces);
        context.Response.ContentType = "application/json";
        await (Answers.TryDequeue(out var answer) ? answer : Usual)(context, traces.Spans);
    }
}

/// <summary>One request.</summary>
internal sealed record ReceivedTraces(string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public IReadOnlyList<JsonNode> Spans => [.. Json["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]!.AsArray().Select(span => span!)];

    public IReadOnlyList<string> SpanIds => [.. Spans.Select(span => (string)span["spanId"]!)];
}
