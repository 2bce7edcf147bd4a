using IdBellen.Demo.Irma.Scheme;
using IdBellen.Demo.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IdBellen.Demo.Wallet;

/// <summary>Scan: connect to a session as one of the persons, and show what is asked or the pairing code.</summary>
internal static class ScanSession
{
    public static async Task<IResult> HandleAsync(
        HttpRequest request,
        IrmaApp app,
        AppSessions sessions,
        DemoPeople people,
        SchemeCatalogue scheme,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var scanned = form["pointer"].ToString() is { Length: > 0 } chosen ? chosen : form["pasted"].ToString();
        if (PointerReader.Read(scanned) is not { } url)
        {
            return WalletAnswer.Problem("Dit is geen QR-code of link voor de app. Plak de hele link of de inhoud van de QR-code.");
        }
        if (people.Find(form["person"]) is not { } person)
        {
            return WalletAnswer.Problem("Kies eerst wie u bent.");
        }
        try
        {
            var session = await app.ConnectAsync(url, person, cancellationToken);
            sessions.Keep(session);
            return session.Request is null
                ? new RazorComponentResult<PairingPage>(new { Session = session })
                : WalletAnswer.Ask(session, scheme, time);
        }
        catch (AppProblemException problem)
        {
            return WalletAnswer.Problem(AppProblems.Explain(problem));
        }
    }
}
