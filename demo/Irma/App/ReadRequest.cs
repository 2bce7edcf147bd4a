using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.App;

/// <summary><c>GET {u}/request</c>: what is asked, for the app that has connected and is paired.</summary>
internal static class ReadRequest
{
    public static IResult Handle(string clientToken, HttpRequest request, SessionStore sessions)
    {
        var (cell, error) = SessionRoute.ByClientToken(sessions, clientToken, request);
        if (cell is null)
        {
            return error!.ToResult();
        }
        var session = sessions.Look(cell);
        return session.RefuseApp(request.Headers.Authorization)?.ToResult() ?? IrmaAnswer.Json(ForApp(session));
    }

    public static DisclosureRequest ForApp(Session session) =>
        session.Request.Request with { ProtocolVersion = ConnectApp.ProtocolVersion };
}
