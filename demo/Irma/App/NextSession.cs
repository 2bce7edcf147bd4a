using System.Net;
using IdBellen.Demo.Irma.Outcomes;
using IdBellen.Demo.Irma.Scheme;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.App;

/// <summary>
/// Chained sessions: after a VALID proof the result JWT (status still CONNECTED) goes to <c>nextSession.url</c>, whose answer is the next
/// session request; 204 ends the chain. When that fails the app gets 500 and the session stays CONNECTED, with its proof status filled in.
/// </summary>
internal sealed class NextSession(ResultCallback requestor, SessionStarter starter, SchemeCatalogue scheme)
{
    /// <returns>The session that follows, or nothing; else the error to answer to the app.</returns>
    public async Task<(Session? Following, IrmaError? Error)> StartAsync(Session session)
    {
        if (session.Request.NextSession is null)
        {
            return (null, null);
        }
        if (session.Result.ProofStatus != ProofStatus.Valid)
        {
            return (null, IrmaError.NextSession("session in invalid state"));
        }
        try
        {
            using var answer = await requestor.PostNextAsync(session);
            if (answer.StatusCode == HttpStatusCode.NoContent)
            {
                return (null, null);
            }
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return (null, IrmaError.NextSession($"unexpected response, status {(int)answer.StatusCode}"));
            }
            var (request, malformed) = SessionRequestReader.Read(await answer.Content.ReadAsByteArrayAsync(), scheme);
            var (following, refused) = request is null ? (null, malformed) : starter.Start(request, session);
            return following is null ? (null, IrmaError.NextSession(refused!.Message ?? refused.Error)) : (following, null);
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or UriFormatException
            or InvalidOperationException)
        {
            return (null, IrmaError.NextSession("the next session address could not be reached"));
        }
    }
}
