using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IdBellen.Demo.Municipalities;

namespace IdBellen.Demo.Telephone;

/// <summary>
/// Dial: the answer is the call itself, an event stream that lasts as long as the call. When the page goes away the caller has hung up.
/// </summary>
internal static class Dial
{
    public sealed record Body(string? Number, string? Code, string? CallerNumber);

    private sealed record Problem(string Code, string Text);

    public static async Task<IResult> HandleAsync(
        Body body,
        IMunicipalityDirectory directory,
        ExchangeClient exchange,
        LiveCalls calls,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        HttpContext context)
    {
        if (DialledNumber.Parse(body.Number, body.Code) is not { } dialled)
        {
            return Refuse(400, "NUMBER_MISSING", "Vul een telefoonnummer in.");
        }
        try
        {
            var municipalities = await directory.ListAsync(context.RequestAborted);
            var municipality = municipalities.FirstOrDefault(one => DialledNumber.International(one.PhoneNumber) == dialled.Number);
            if (municipality is null)
            {
                return Refuse(404, "NUMBER_UNKNOWN", "Dit nummer is niet in gebruik bij een gemeente in deze demo.");
            }
            var call = new PhoneCall(municipality, dialled.Code, DialledNumber.Parse(body.CallerNumber, code: null)?.Number, exchange,
                time);
            return Results.ServerSentEvents(ConductAsync(call, calls, lifetime.ApplicationStopping, context.RequestAborted));
        }
        catch (DirectoryUnavailableException problem)
        {
            return Refuse(503, "MUNICIPALITIES_UNAVAILABLE", problem.Message);
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> ConductAsync(
        PhoneCall call, LiveCalls calls, CancellationToken stopping, [EnumeratorCancellation] CancellationToken hangUp)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping, hangUp);
        calls.Add(call);
        var running = call.RunAsync(over.Token);
        try
        {
            await foreach (var news in call.News.ReadAllAsync(CancellationToken.None))
            {
                yield return new SseItem<string>(JsonSerializer.Serialize(news, GraphQLRequest.Json), "news");
            }
        }
        finally
        {
            await over.CancelAsync();
            await running;
            calls.Remove(call);
        }
    }

    private static IResult Refuse(int status, string code, string text) => Results.Json(new Problem(code, text), statusCode: status);
}
