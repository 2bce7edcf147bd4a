using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Requestor;

/// <summary><c>GET /session/{token}/result</c>, at any status and as often as wanted.</summary>
internal static class ReadResult
{
    public static IResult Handle(string requestorToken, SessionStore sessions)
    {
        var (cell, error) = SessionRoute.ByRequestorToken(sessions, requestorToken);
        if (cell is null)
        {
            return error!.ToResult();
        }
        var session = sessions.Look(cell);
        return session.Request.Legacy ? IrmaAnswer.Json(session.Result.ToLegacy()) : IrmaAnswer.Json(session.Result);
    }
}
