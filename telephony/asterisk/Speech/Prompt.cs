namespace IdBellen.Telephony.Asterisk.Speech;

/// <summary>What callers hear: a sound of this name for each language. None of them says anything about the caller.</summary>
internal sealed record Prompt(string Name)
{
    private const int LargestPosition = 10;

    public static readonly Prompt Welcome = new("welcome");
    public static readonly Prompt NoDigits = new("no-digits");
    public static readonly Prompt AskAgain = new("ask-again");
    public static readonly Prompt Matched = new("matched");
    public static readonly Prompt Wait = new("wait");
    public static readonly Prompt WithoutCode = new("without-code");
    public static readonly Prompt WrongCodeWait = new("wrong-code-wait");
    public static readonly Prompt WrongCodeEnd = new("wrong-code-end");
    public static readonly Prompt ExpiredWait = new("expired-wait");
    public static readonly Prompt ExpiredEnd = new("expired-end");
    public static readonly Prompt BackInQueue = new("back-in-queue");
    public static readonly Prompt AgentLost = new("agent-lost");
    public static readonly Prompt Closed = new("closed");
    public static readonly Prompt PilotNotStarted = new("pilot-not-started");
    public static readonly Prompt PilotEnded = new("pilot-ended");
    public static readonly Prompt Suspended = new("suspended");
    public static readonly Prompt UnknownNumber = new("unknown-number");
    public static readonly Prompt LinesFull = new("lines-full");
    public static readonly Prompt Apology = new("apology");
    public static readonly Prompt Goodbye = new("goodbye");

    /// <summary>To who answers a telephone of the municipality: press 1.</summary>
    public static readonly Prompt AcceptCall = new("accept-call");

    public static readonly Prompt AcceptLate = new("accept-late");

    /// <param name="place">From 1.</param>
    public static Prompt Position(int place) =>
        new(place > LargestPosition ? "position-more" : FormattableString.Invariant($"position-{place}"));
}
