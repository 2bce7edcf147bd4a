using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Requestor;

/// <summary><c>GET /session/{token}/status</c>: a JSON string.</summary>
internal static class ReadStatus
{
    public static IResult Handle(string requestorToken, SessionStore sessions)
    {
        var (cell, error) = SessionRoute.ByRequestorToken(sessions, requestorToken);
        return cell is null ? error!.ToResult() : IrmaAnswer.Json(sessions.Look(cell).Status);
    }
}
