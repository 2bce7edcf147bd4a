using System.Text.Json.Serialization;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Frontend;

/// <summary><c>POST frontend/options</c>: asks for pairing; only while no app has connected.</summary>
internal static class SetOptions
{
    private sealed record Body([property: JsonPropertyName("@context")] string? Context, string? PairingMethod);

    public static async Task<IResult> HandleAsync(string clientToken, HttpRequest request, SessionStore sessions)
    {
        var (cell, error) = FrontendRoute.Find(sessions, clientToken, request);
        if (cell is null)
        {
            return error!.ToResult();
        }
        var (body, malformed) = await IrmaAnswer.ReadAsync<Body>(request);
        if (body is null || body.Context != "https://irma.app/ld/request/frontendoptions/v1")
        {
            return (malformed ?? IrmaError.MalformedInput("Not a frontend options request")).ToResult();
        }
        var step = await sessions.ApplyAsync(cell, session => session.SetPairing(body.PairingMethod));
        return step.Refusal?.ToResult() ?? IrmaAnswer.Json(PairingOptions.Of(step.After));
    }
}
