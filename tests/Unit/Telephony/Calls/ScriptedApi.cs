using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace IdBellen.Tests.Unit.Telephony.Calls;

/// <summary>Stands for the api: answers as a test says.</summary>
internal sealed class ScriptedApi : HttpMessageHandler
{
    private readonly ConcurrentQueue<string> reports = new();
    private readonly ConcurrentQueue<string> tokens = new();
    private readonly ConcurrentQueue<(string Code, int Attempt)> codes = new();

    /// <summary>What it answers to reports.</summary>
    public string Next { get; set; } = "QUEUE";

    /// <summary>What it answers to codes: outcome and next step.</summary>
    public (string Outcome, string Next) Match { get; set; } = ("RETRY", "ASK_AGAIN");

    /// <summary>A refusal of everything, instead.</summary>
    public string? Refusal { get; set; }

    /// <summary>Nothing is answered before it ends.</summary>
    public Task Hanging { get; set; } = Task.CompletedTask;

    /// <summary>What a token opens: kind, call and agent.</summary>
    public (string Kind, string? Call, string Agent) Redeemed { get; set; }

    public IReadOnlyCollection<string> Tokens => tokens;

    public IReadOnlyCollection<string> Reports => reports;

    public IReadOnlyCollection<(string Code, int Attempt)> Codes => codes;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        var variables = body.RootElement.GetProperty("variables");
        var operation = body.RootElement.GetProperty("operationName").GetString();
        switch (operation)
        {
            case "ReportCall":
                reports.Enqueue(variables.GetProperty("state").GetString()!);
                break;
            case "MatchCode":
                codes.Enqueue((variables.GetProperty("code").GetString()!, variables.GetProperty("attempt").GetInt32()));
                break;
            default:
                tokens.Enqueue(variables.GetProperty("token").GetString()!);
                break;
        }
        await Hanging.WaitAsync(cancellationToken);
        object answer = Refusal is { } code ? new { errors = new[] { new { extensions = new { code } } } } : operation switch
        {
            "ReportCall" => new { data = new { reportCall = new { callReference = "x", next = Next } } },
            "MatchCode" => new { data = new { matchCode = new { outcome = Match.Outcome, next = Match.Next } } },
            _ => new
            {
                data = new { redeemPhoneToken = new { kind = Redeemed.Kind, callReference = Redeemed.Call, agentId = Redeemed.Agent } },
            },
        };
        return Json(JsonSerializer.Serialize(answer));
    }

    private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };
}
