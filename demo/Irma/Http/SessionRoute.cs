using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Http;

/// <summary>Finds the session in the path. The token is the only authorization; an unknown token is 400, not 404.</summary>
internal static class SessionRoute
{
    public static (SessionCell? Cell, IrmaError? Error) ByRequestorToken(SessionStore sessions, string requestorToken) =>
        !SessionToken.IsWellFormed(requestorToken) ? (null, Malformed("requestorToken"))
        : sessions.FindByRequestorToken(requestorToken) is { } cell ? (cell, null)
        : (null, IrmaError.SessionUnknown);

    /// <summary>Also checks that the app used the host in the request.</summary>
    public static (SessionCell? Cell, IrmaError? Error) ByClientToken(SessionStore sessions, string clientToken, HttpRequest request) =>
        !SessionToken.IsWellFormed(clientToken) ? (null, Malformed("clientToken"))
        : sessions.FindByClientToken(clientToken) is not { } cell ? (null, IrmaError.SessionUnknown)
        : cell.Current.Request.Request.Host is { Length: > 0 } host && host != request.Host.Value
            ? (null, IrmaError.SessionUnauthorized with { Message = "Host mismatch" })
        : (cell, null);

    private static IrmaError Malformed(string parameter) =>
        IrmaError.InvalidRequest($"string did not pass input validation for {parameter}");
}
