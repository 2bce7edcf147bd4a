using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Store;

namespace IdBellen.Demo.Irma.Frontend;

/// <summary><c>POST frontend/pairingcompleted</c>: the code was compared; 204.</summary>
internal static class CompletePairing
{
    public static async Task<IResult> HandleAsync(string clientToken, HttpRequest request, SessionStore sessions)
    {
        var (cell, error) = FrontendRoute.Find(sessions, clientToken, request);
        if (cell is null)
        {
            return error!.ToResult();
        }
        var step = await sessions.ApplyAsync(cell, static session => session.CompletePairing());
        return step.Refusal?.ToResult() ?? Results.NoContent();
    }
}
