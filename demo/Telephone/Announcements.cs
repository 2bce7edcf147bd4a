namespace IdBellen.Demo.Telephone;

/// <summary>The exchange's announcements to the caller, in Dutch.</summary>
internal static class Announcements
{
    public const string Tones = "Uw code wordt met toontjes doorgegeven.";
    public const string AskCode = "Toets uw code van tien cijfers in, of druk op # als u geen code hebt.";
    public const string NoCode = "Wij hebben geen code gehoord. U komt in de wachtrij; de medewerker vraagt zelf wie u bent.";
    public const string Queued = "U staat in de wachtrij. Een medewerker neemt zo op.";
    public const string Connected = "U spreekt met een medewerker.";
    public const string PassedOn = "U bent doorverbonden. U spreekt met een andere medewerker.";
    public const string BackInQueue = "De medewerker heeft u teruggezet in de wachtrij. U houdt uw plaats.";
    public const string EndedByAgent = "De medewerker heeft het gesprek afgerond.";
    public const string HungUp = "U hebt opgehangen.";

    public static string Dialling(string municipality) => $"{municipality} neemt op.";

    public static string Of(CodeMatch match) => (match.Outcome, match.Next) switch
    {
        (MatchOutcome.Matched, _) => "Uw code klopt. De gemeente weet nu dat u het bent.",
        (MatchOutcome.Retry, _) => "Deze code klopt niet.",
        (MatchOutcome.Expired, _) => "Deze code is verlopen.",
        (MatchOutcome.Locked, _) => "U hebt te vaak een verkeerde code ingetoetst.",
        (MatchOutcome.AlreadyIdentified, _) => "De gemeente weet al wie u bent.",
        (MatchOutcome.TooLate, NextStep.End) => "Dit gesprek is al voorbij.",
        (MatchOutcome.TooLate, _) => "Een medewerker heeft uw gesprek al aangenomen. Uw code is nu niet nodig.",
        (MatchOutcome.Closed, _) => "De gemeente is nu gesloten. Bel op een ander moment.",
        (MatchOutcome.Suspended, _) => "Bellen met een code kan nu niet bij deze gemeente.",
        _ => throw new InvalidOperationException("This outcome has no announcement."),
    };

    public static string Of(ExchangeException problem) => problem.Code switch
    {
        null => "De telefooncentrale krijgt geen antwoord van IdBellen. Probeer het later opnieuw.",
        "CLOSED" or "PILOT_NOT_STARTED" or "PILOT_ENDED" => "De gemeente is nu gesloten. Bel op een ander moment.",
        "SUSPENDED" => "Bellen met een code kan nu niet bij deze gemeente.",
        "NOT_READY" => "Deze gemeente wordt nog ingericht. Probeer het over een minuut opnieuw.",
        _ => $"IdBellen weigerde het verzoek van de telefooncentrale ({problem.Code}).",
    };
}
