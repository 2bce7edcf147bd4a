using IdBellen.Demo.Irma.Scheme;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Wallet;

/// <summary>Waits until the pairing code was typed on the website, then shows what is asked.</summary>
internal static class FollowPairing
{
    public static async Task<IResult> HandleAsync(
        HttpRequest request, IrmaApp app, AppSessions sessions, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (sessions.Find(form["session"]) is not { } session)
        {
            return Results.NotFound();
        }
        try
        {
            return Results.Json(new { Status = await app.StatusAsync(session, cancellationToken) }, IrmaJson.Options);
        }
        catch (AppProblemException problem)
        {
            return Results.Json(new { Status = problem.Code ?? "UNREACHABLE" }, IrmaJson.Options);
        }
    }

    public static async Task<IResult> HandleRequestAsync(
        HttpRequest request, IrmaApp app, AppSessions sessions, SchemeCatalogue scheme, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (sessions.Find(form["session"]) is not { } session)
        {
            return WalletAnswer.Forgotten();
        }
        try
        {
            var paired = await app.ReadRequestAsync(session, cancellationToken);
            sessions.Keep(paired);
            return WalletAnswer.Ask(paired, scheme, time);
        }
        catch (AppProblemException problem)
        {
            return WalletAnswer.Problem(AppProblems.Explain(problem));
        }
    }
}
