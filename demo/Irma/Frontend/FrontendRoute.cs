using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Frontend;

/// <summary>The front end must show the authorisation it got when the session was started.</summary>
internal static class FrontendRoute
{
    public static (SessionCell? Cell, IrmaError? Error) Find(SessionStore sessions, string clientToken, HttpRequest request)
    {
        var (cell, error) = SessionRoute.ByClientToken(sessions, clientToken, request);
        return cell is not null && request.Headers.Authorization != cell.Current.FrontendAuthorization
            ? (null, IrmaError.SessionUnauthorized)
            : (cell, error);
    }
}
