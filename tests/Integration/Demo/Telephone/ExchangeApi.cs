using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Demo.Telephone;

internal sealed record Asked(string Operation, JsonObject Variables)
{
    public string? this[string variable] => Variables[variable]?.ToString();
}

/// <summary>A server that speaks the exchange's part of the schema, for one municipality with the token <c>s3cret</c>.</summary>
internal sealed class ExchangeApi(WebApplication app) : IAsyncDisposable
{
    private readonly Channel<Asked> asked = Channel.CreateUnbounded<Asked>();
    private readonly Channel<string> snapshots = Channel.CreateUnbounded<string>();


    /// <summary>The answer to a code by attempt number; null: MATCHED.</summary>
    public Func<int, string>? Outcome { get; set; }

    /// <summary>What the exchange must do with the call of a report.</summary>
    public string Next { get; set; } = "QUEUE";

    /// <summary>The code of the error with which everything is refused; null: nothing is.</summary>
    public string? Refusal { get; set; }

    public Uri Origin { get; private set; } = null!;

    public static async Task<ExchangeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var api = new ExchangeApi(server);
        server.MapPost("/graphql", api.AnswerAsync);
        await server.StartAsync(RunningDemo.Cancelled);
        api.Origin = new Uri(server.Urls.First());
        return api;
    }

    /// <summary>What the exchange asked next, in order.</summary>
    public ValueTask<Asked> NextAsync() => asked.Reader.ReadAsync(RunningDemo.Cancelled);

    /// <summary>Tells who has taken which calls; the next snapshot of the subscription.</summary>
    public void Assign(params string[] callReferences) => AssignTo("agent", callReferences);

    /// <summary>The same, for calls that all have this agent.</summary>
    public void AssignTo(string agent, params string[] callReferences) => snapshots.Writer.TryWrite(new JsonArray(
        [.. callReferences.Select(reference => new JsonObject { ["callReference"] = reference, ["agentId"] = agent })]).ToJsonString());

    /// <summary>Breaks the running subscription off.</summary>
    public void BreakSubscription() => snapshots.Writer.TryWrite("");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var operation = new Asked((string)body["operationName"]!, body["variables"]?.DeepClone().AsObject() ?? []);
        asked.Writer.TryWrite(operation);
        var refusal = context.Request.Headers.Authorization == "Bearer s3cret" ? Refusal : "UNAUTHENTICATED";
        if (refusal is not null)
        {
            await context.Response.WriteAsync($$$"""{"errors":[{"message":"no","extensions":{"code":"{{{refusal}}}"}}]}""");
        }
        else if (operation.Operation == "Assignments")
        {
            await StreamAsync(context);
        }
        else
        {
            await context.Response.WriteAsync(operation.Operation == "MatchCode" ? Matched(operation) : Reported());
        }
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Request.Headers.Accept.ToString().Should().Be("text/event-stream");
        context.Response.ContentType = "text/event-stream";
        await SendAsync(context, "[]");
        await foreach (var snapshot in snapshots.Reader.ReadAllAsync(context.RequestAborted))
        {
            if (snapshot.Length == 0)
            {
                context.Abort();
                return;
            }
            await SendAsync(context, snapshot);
        }
    }

    private static async Task SendAsync(HttpContext context, string snapshot)
    {
        await context.Response.WriteAsync($$$"""
            event: next
            data: {"data":{"assignments":{{{snapshot}}}}}


            """.ReplaceLineEndings("\n"));
        await context.Response.Body.FlushAsync();
    }

    private string Matched(Asked operation)
    {
        var outcome = Outcome?.Invoke(int.Parse(operation["attempt"]!, System.Globalization.CultureInfo.InvariantCulture)) ?? "MATCHED";
        var next = outcome switch { "RETRY" => "ASK_AGAIN", "CLOSED" or "SUSPENDED" => "END", _ => "QUEUE" };
        return $$$$"""{"data":{"matchCode":{"outcome":"{{{{outcome}}}}","next":"{{{{next}}}}"}}}""";
    }

    private string Reported() => $$$$"""{"data":{"reportCall":{"next":"{{{{Next}}}}"}}}""";
}
