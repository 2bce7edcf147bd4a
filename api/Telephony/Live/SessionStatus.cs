using GraphQL;

namespace IdBellen.Api.Telephony.Live;

/// <summary>The status of a citizen's session.</summary>
internal sealed record SessionStatus(CitizenState State, int? QueuePosition)
{
    public CitizenState State { get; } = State;

    /// <summary>The position in the queue, starting at 1; only while <c>QUEUED</c>.</summary>
    public int? QueuePosition { get; } = QueuePosition;

    /// <summary>Whether an agent is available to take calls now. If not, callers wait until one is.</summary>
    public bool AgentsAvailable { get; init; }

    /// <summary>What to dial from another phone; only in a session that was started for one, while <c>DISCLOSED</c>.</summary>
    public PhoneCall? PhoneCall { get; init; }

    /// <summary>How many attempts remain to enter the app's digits; only while <c>PAIRING</c>.</summary>
    public int? TriesLeft { get; init; }
}

/// <summary>The call that the citizen makes from another phone.</summary>
internal sealed record PhoneCall(string PhoneNumber, string Code, string Link, DateTime ExpiresAt)
{
    /// <summary>In E.164 form, or a national-only number as dialled within the country.</summary>
    public string PhoneNumber { get; } = PhoneNumber;

    /// <summary>The ten digits to dial when the call is answered.</summary>
    public string Code { get; } = Code;

    /// <summary>
    /// Number and code as one <c>tel:</c> URI, with the pauses that the municipality's exchange needs; for a page opened on a phone.
    /// </summary>
    public string Link { get; } = Link;

    /// <summary>When the code expires.</summary>
    public DateTime ExpiresAt { get; } = ExpiresAt;
}

/// <summary>The status of a citizen's session.</summary>
[Name("SessionState")]
internal enum CitizenState
{
    /// <summary>Waiting for the app to open the QR code or link.</summary>
    Started,

    /// <summary>The app shows four digits, which the citizen must enter on the page.</summary>
    Pairing,

    /// <summary>The app has connected.</summary>
    Connected,

    /// <summary>The attributes are verified; the citizen can call now.</summary>
    Disclosed,

    /// <summary>
    /// The app shows four digits, which the caller reads out to the agent; it asks for consent once the agent has entered them.
    /// </summary>
    AwaitingConfirmation,

    /// <summary>The call is in the queue.</summary>
    Queued,

    /// <summary>An agent has taken the call.</summary>
    InConversation,

    /// <summary>The call has ended and the data was erased. Terminal.</summary>
    Done,

    /// <summary>Refused or cancelled in the app or on the page. Terminal.</summary>
    Cancelled,

    /// <summary>Nothing was disclosed in time, or nobody called in time. Terminal.</summary>
    Expired,

    /// <summary>The proof was invalid or did not match the request; nothing was kept. Terminal.</summary>
    Rejected,

    /// <summary>Wrong digits were entered too often; nothing was kept. Terminal.</summary>
    Locked,

    /// <summary>The IRMA server is unreachable; this may be temporary.</summary>
    Unreachable,

    /// <summary>
    /// The IRMA server's results are not signed as the municipality's settings require: call without Yivi. The session continues if this is
    /// corrected.
    /// </summary>
    Misconfigured,

    /// <summary>What was disclosed exceeds the size limit, and nothing was kept: call without Yivi. Terminal.</summary>
    TooLarge,
}

internal static class CitizenStates
{
    public static bool IsEnd(this CitizenState state) =>
        state is CitizenState.Done or CitizenState.Cancelled or CitizenState.Expired or CitizenState.Rejected or CitizenState.Locked
            or CitizenState.TooLarge;
}
