using System.Text.Json.Serialization;
using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.App;

/// <summary>
/// <c>GET u</c>: the app scans. Without pairing it gets the request at once, with pairing only after the front end has confirmed.
/// </summary>
internal static class ConnectApp
{
    public const string ProtocolVersion = "2.8";

    private sealed record Answer(PairingOptions Options, DisclosureRequest? Request)
    {
        [JsonPropertyName("@context")]
        public string Context { get; } = "https://irma.app/ld/request/client/v1";

        public string ProtocolVersion { get; } = ConnectApp.ProtocolVersion;
    }

    public static async Task<IResult> HandleAsync(string clientToken, HttpRequest request, SessionStore sessions, TimeProvider time)
    {
        var (cell, error) = SessionRoute.ByClientToken(sessions, clientToken, request);
        if (cell is null)
        {
            return error!.ToResult();
        }
        var versions = ProtocolRange.Parse(request.Headers["X-IRMA-MinProtocolVersion"], request.Headers["X-IRMA-MaxProtocolVersion"]);
        var step = await sessions.ApplyAsync(cell, session => session.Connect(versions, request.Headers.Authorization, time.GetUtcNow()));
        return step.Refusal?.ToResult() ?? IrmaAnswer.Json(new Answer(
            PairingOptions.Of(step.After),
            step.After.PairingCode is null ? ReadRequest.ForApp(step.After) : null));
    }
}
