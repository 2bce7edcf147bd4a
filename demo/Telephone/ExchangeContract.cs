namespace IdBellen.Demo.Telephone;

internal enum MatchOutcome
{
    Matched,
    Retry,
    Expired,
    Locked,
    AlreadyIdentified,
    TooLate,
    Closed,
    Suspended,
}

internal enum NextStep
{
    AskAgain,
    Queue,
    Talk,
    End,
}

internal enum ReportedCallState
{
    Queued,
    Connected,
    Ended,
}

internal sealed record CodeMatch(MatchOutcome Outcome, NextStep Next);

internal sealed record CallReport(NextStep Next);

internal sealed record Assignment(string CallReference, string AgentId);

/// <summary>The api refused or did not answer; <paramref name="Code"/> is its stable code, or null without an answer.</summary>
internal sealed class ExchangeException(
    string? code, Exception? cause = null) : Exception("The api did not do what the exchange asked.", cause)
{
    public string? Code { get; } = code;
}
