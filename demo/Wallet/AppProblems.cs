namespace IdBellen.Demo.Wallet;

/// <summary>The wallet's messages for refusals of the IRMA server.</summary>
internal static class AppProblems
{
    public static string Explain(AppProblemException problem) => problem.Code switch
    {
        null => "De IRMA-server geeft geen antwoord. Start de sessie opnieuw en scan de nieuwe QR-code.",
        "SESSION_UNKNOWN" => "Deze sessie bestaat niet (meer). Start opnieuw op de website en scan de nieuwe QR-code.",
        "UNEXPECTED_REQUEST" => "Deze QR-code is al gescand of de sessie is al klaar. Start opnieuw op de website.",
        "PAIRING_REQUIRED" => "De koppelcode is nog niet ingevuld op de website.",
        "UNAUTHORIZED" => "De IRMA-server herkent deze app niet voor deze sessie. Start opnieuw op de website.",
        "NEXT_SESSION" => "De website gaf geen vervolg op uw gegevens. Start opnieuw op de website.",
        _ => "De IRMA-server weigerde dit verzoek. Start opnieuw op de website.",
    };
}
