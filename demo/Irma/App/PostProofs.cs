using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Proofs;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;
using IdBellen.Demo.People;

namespace IdBellen.Demo.Irma.App;

/// <summary><c>POST {u}/proofs</c>: the app discloses. The session becomes DONE whatever the proof is worth.</summary>
internal static class PostProofs
{
    private sealed record Answer(ProofStatus ProofStatus, SessionPointer? NextSession);

    public static async Task<IResult> HandleAsync(
        string clientToken,
        HttpRequest request,
        SessionStore sessions,
        ProofVerification verification,
        NextSession next,
        DemoPeople people,
        TimeProvider time)
    {
        var (cell, error) = SessionRoute.ByClientToken(sessions, clientToken, request);
        if (cell is null)
        {
            return error!.ToResult();
        }
        if (sessions.Look(cell).RefuseApp(request.Headers.Authorization) is { } refused)
        {
            return refused.ToResult();
        }
        var (proof, malformed) = await IrmaAnswer.ReadAsync<StandInProof>(request);
        if (proof is null || people.Find(proof.Person) is not { } person)
        {
            return (malformed ?? IrmaError.MalformedInput("\"person\" must be the id of a demo person")).ToResult();
        }
        var proved = await sessions.ApplyAsync(cell, session =>
        {
            var verified = verification.Verify(session, proof, person);
            return session.RefuseApp(request.Headers.Authorization) is { } late
                ? new Step(session, late)
                : new Step(session.WithProof(verified.Status, verified.Disclosed, time.GetUtcNow()));
        });
        if (proved.Refusal is not null)
        {
            return proved.Refusal.ToResult();
        }
        var (following, failure) = await next.StartAsync(proved.After);
        if (failure is not null)
        {
            return failure.ToResult();
        }
        var done = await sessions.ApplyAsync(cell, session => session.Finish(following));
        return done.Refusal?.ToResult() ?? IrmaAnswer.Json(new Answer(done.After.Result.ProofStatus!.Value, following?.Pointer));
    }
}
