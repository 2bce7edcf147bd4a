using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Outcomes;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Requestor;

/// <summary><c>GET /session/{token}/result-jwt</c>, and <c>getproof</c> for the old form.</summary>
internal static class ReadResultJwt
{
    public static IResult Handle(string requestorToken, SessionStore sessions, ResultJwt jwt) =>
        Signed(requestorToken, sessions, jwt, jwt.Sign);

    public static IResult HandleProof(string requestorToken, SessionStore sessions, ResultJwt jwt) =>
        Signed(requestorToken, sessions, jwt, jwt.SignProof);

    private static IResult Signed(string requestorToken, SessionStore sessions, ResultJwt jwt, Func<Session, string> sign)
    {
        var (cell, error) = SessionRoute.ByRequestorToken(sessions, requestorToken);
        return !SessionToken.IsWellFormed(requestorToken) ? error!.ToResult()
            : !jwt.CanSign ? IrmaError.Unexpected("JWT signing not supported").ToResult()
            : cell is null ? error!.ToResult()
            : IrmaAnswer.Plain(sign(sessions.Look(cell)));
    }
}
