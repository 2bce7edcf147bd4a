using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Store;

namespace IdBellen.Demo.Irma.App;

/// <summary><c>DELETE u</c>: the app refuses, or cannot satisfy the request. The server cannot distinguish the two.</summary>
internal static class RefuseInApp
{
    public static async Task<IResult> HandleAsync(string clientToken, HttpRequest request, SessionStore sessions, TimeProvider time)
    {
        var (cell, error) = SessionRoute.ByClientToken(sessions, clientToken, request);
        if (cell is null)
        {
            return error!.ToResult();
        }
        var step = await sessions.ApplyAsync(cell, session => session.Cancel(time.GetUtcNow()));
        return step.Refusal?.ToResult() ?? Results.Ok();
    }
}
