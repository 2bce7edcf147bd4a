using GraphQL;

namespace IdBellen.Api.Sessions;

/// <summary>How far the citizen's session has come.</summary>
public sealed record SessionStatus(CitizenState State, int? QueuePosition)
{
    public CitizenState State { get; } = State;

    /// <summary>The place in the queue, 1 for the next to be taken; only while <c>QUEUED</c>.</summary>
    public int? QueuePosition { get; } = QueuePosition;

    /// <summary>Whether an agent who may take a call is there now. When none is, who calls must wait until one comes.</summary>
    public bool AgentsAvailable { get; init; }

    /// <summary>What to dial from another phone; only in a session that was started for one, while <c>DISCLOSED</c>.</summary>
    public PhoneCall? PhoneCall { get; init; }

    /// <summary>Four digits to read out to the agent; only while <c>AWAITING_CONFIRMATION</c>.</summary>
    public string? ConfirmationDigits { get; init; }

    /// <summary>How often the digits of the app may still be typed; only while <c>PAIRING</c>.</summary>
    public int? TriesLeft { get; init; }
}

/// <summary>The call that the citizen makes from another phone.</summary>
public sealed record PhoneCall(string PhoneNumber, string Code, string Link, DateTime ExpiresAt)
{
    /// <summary>In E.164 form.</summary>
    public string PhoneNumber { get; } = PhoneNumber;

    /// <summary>The ten digits to dial when the call is answered.</summary>
    public string Code { get; } = Code;

    /// <summary>Both in one, as a <c>tel:</c> address with the pauses of the municipality's exchange, where the page itself is on a phone.</summary>
    public string Link { get; } = Link;

    /// <summary>Until when the code may be dialled.</summary>
    public DateTime ExpiresAt { get; } = ExpiresAt;
}

/// <summary>How far the citizen's session has come.</summary>
[Name("SessionState")]
public enum CitizenState
{
    /// <summary>The QR code or link waits for the app.</summary>
    Started,

    /// <summary>The app shows four digits, which the citizen must type on the page.</summary>
    Pairing,

    /// <summary>The app has connected.</summary>
    Connected,

    /// <summary>The attributes are verified; the app may dial now.</summary>
    Disclosed,

    /// <summary>The attributes are verified; the caller reads four digits out to the agent.</summary>
    AwaitingConfirmation,

    /// <summary>The call is in the queue.</summary>
    Queued,

    /// <summary>An agent has taken the call.</summary>
    InConversation,

    /// <summary>The call is over and the data erased. An end state.</summary>
    Done,

    /// <summary>Refused or cancelled in the app or on the page. An end state.</summary>
    Cancelled,

    /// <summary>Nothing was disclosed, or nobody called, in time. An end state.</summary>
    Expired,

    /// <summary>The proof was not valid, or not what was asked; nothing was kept. An end state.</summary>
    Rejected,

    /// <summary>Wrong digits were given too often; nothing was kept. An end state.</summary>
    Locked,

    /// <summary>The IRMA server can't be reached at the moment; this may pass.</summary>
    Unreachable,
}

public static class CitizenStates
{
    public static bool IsEnd(this CitizenState state) =>
        state is CitizenState.Done or CitizenState.Cancelled or CitizenState.Expired or CitizenState.Rejected or CitizenState.Locked;
}
