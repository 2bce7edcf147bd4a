using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Store;

namespace IdBellen.Demo.Irma.Requestor;

/// <summary><c>DELETE /session/{token}</c>: 200 and empty, also when the session had already finished.</summary>
internal static class CancelSession
{
    public static async Task<IResult> HandleAsync(string requestorToken, SessionStore sessions, TimeProvider time)
    {
        var (cell, error) = SessionRoute.ByRequestorToken(sessions, requestorToken);
        if (cell is null)
        {
            return error!.ToResult();
        }
        var step = await sessions.ApplyAsync(cell, session => session.Cancel(time.GetUtcNow()));
        return step.Refusal?.ToResult() ?? Results.Ok();
    }
}
