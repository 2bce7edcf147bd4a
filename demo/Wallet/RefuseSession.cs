using Microsoft.AspNetCore.Http.HttpResults;

namespace IdBellen.Demo.Wallet;

/// <summary>Refuse: the app deletes the session; the website only learns that it was cancelled.</summary>
internal static class RefuseSession
{
    public static async Task<IResult> HandleAsync(
        HttpRequest request, IrmaApp app, AppSessions sessions, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (sessions.Find(form["session"]) is not { } session)
        {
            return WalletAnswer.Forgotten();
        }
        try
        {
            await app.RefuseAsync(session, cancellationToken);
            sessions.Forget(session);
            return new RazorComponentResult<RefusedPage>();
        }
        catch (AppProblemException problem)
        {
            return WalletAnswer.Problem(AppProblems.Explain(problem));
        }
    }
}
