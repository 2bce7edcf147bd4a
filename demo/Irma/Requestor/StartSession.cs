using System.Text.Json.Serialization;
using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Scheme;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Settings;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Requestor;

/// <summary><c>POST /session</c></summary>
internal static class StartSession
{
    private sealed record Answer(SessionPointer SessionPtr, string Token, FrontendRequest FrontendRequest);

    private sealed record FrontendRequest(
        string Authorization,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool PairingHint)
    {
        public string MinProtocolVersion { get; } = "1.0";

        public string MaxProtocolVersion { get; } = "1.1";
    }

    public static async Task<IResult> HandleAsync(
        HttpRequest request, SessionStarter starter, SchemeCatalogue scheme, IrmaSettings settings)
    {
        if (RequestorAuthentication.Refuse(request, settings.RequestorToken) is { } refused)
        {
            return refused.ToResult();
        }
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var (read, malformed) = SessionRequestReader.Read(body.ToArray(), scheme);
        if (read is null)
        {
            return malformed!.ToResult();
        }
        var (session, error) = starter.Start(read);
        if (session is null)
        {
            return error!.ToResult();
        }
        var frontend = new FrontendRequest(session.FrontendAuthorization, AdvisesPairing(read));
        return IrmaAnswer.Json(new Answer(session.Pointer, session.RequestorToken, frontend));
    }

    // For a plain disclosure without fixed values the server never advises pairing.
    private static bool AdvisesPairing(RequestorRequest request) =>
        request.NextSession is not null || request.Request.Attributes.Any(static attribute => attribute.Value is not null);
}
