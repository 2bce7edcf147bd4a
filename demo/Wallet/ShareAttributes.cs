using System.Globalization;
using System.Text.Json;
using IdBellen.Demo.Irma.Proofs;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Wire;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IdBellen.Demo.Wallet;

/// <summary>Share: posts the stand-in proof, honest or with a chosen outcome, and shows the same result as the real app.</summary>
internal static class ShareAttributes
{
    public static async Task<IResult> HandleAsync(
        HttpRequest request, IrmaApp app, AppSessions sessions, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (sessions.Find(form["session"]) is not { Request: not null } session)
        {
            return WalletAnswer.Forgotten();
        }
        var choices = session.Request.Disclose.Select((_, index) => Choice(form[$"choice-{index.ToString(CultureInfo.InvariantCulture)}"]))
            .ToList();
        try
        {
            var answer = await app.ProveAsync(session, new StandInProof(session.Person.Id, choices, Outcome(form["outcome"])),
                cancellationToken);
            sessions.Forget(session);
            return new RazorComponentResult<FinishedPage>(new
            {
                Session = session,
                Outcome = answer.ProofStatus,
                Next = answer.NextSession is null ? null : JsonSerializer.Serialize(answer.NextSession, IrmaJson.Options),
            });
        }
        catch (AppProblemException problem)
        {
            return WalletAnswer.Problem(AppProblems.Explain(problem));
        }
    }

    private static int Choice(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var choice) ? choice : -1;

    private static ProofStatus? Outcome(string? text) => Enum.GetValues<ProofStatus>().Cast<ProofStatus?>()
        .FirstOrDefault(status => JsonSerializer.Serialize(status, IrmaJson.Options) == $"\"{text}\"");
}
