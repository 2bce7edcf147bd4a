using IdBellen.Demo.Irma.Scheme;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IdBellen.Demo.Wallet;

/// <summary>The pages that several steps of the wallet end in.</summary>
internal static class WalletAnswer
{
    public static IResult Ask(AppSession session, SchemeCatalogue scheme, TimeProvider time) => new RazorComponentResult<AskPage>(new
    {
        Session = session,
        Questions = Question.For(session.Request!, session.Person, scheme, time.GetUtcNow()),
    });

    public static IResult Problem(string text) => new RazorComponentResult<ProblemPage>(new { Text = text }) { StatusCode = 400 };

    public static IResult Forgotten() => Problem("De wallet is deze sessie vergeten. Scan de QR-code opnieuw.");
}
