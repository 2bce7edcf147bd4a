using GraphQL;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Sessions;

/// <summary>How far the citizen's session has come.</summary>
public sealed record SessionStatus(CitizenState State, int? QueuePosition)
{
    public CitizenState State { get; } = State;

    /// <summary>The place in the queue, 1 for the next to be taken; only while <c>QUEUED</c>.</summary>
    public int? QueuePosition { get; } = QueuePosition;
}

/// <summary>How far the citizen's session has come.</summary>
[Name("SessionState")]
public enum CitizenState
{
    /// <summary>The QR code or link waits for the app.</summary>
    Started,

    /// <summary>The app has connected.</summary>
    Connected,

    /// <summary>The attributes are verified; the app may dial now.</summary>
    Disclosed,

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

    /// <summary>The IRMA server can't be reached at the moment; this may pass.</summary>
    Unreachable,
}

public static class SessionStatusView
{
    /// <param name="state">As stored.</param>
    /// <param name="unreachable">The last look at the IRMA server failed.</param>
    /// <param name="call">The call of a matched session.</param>
    public static CitizenState Of(SessionState state, bool unreachable, Call? call) => state switch
    {
        SessionState.Started or SessionState.Connected when unreachable => CitizenState.Unreachable,
        SessionState.Started => CitizenState.Started,
        SessionState.Connected => CitizenState.Connected,
        SessionState.Disclosed => CitizenState.Disclosed,
        SessionState.Matched => call switch
        {
            { HungUpAt: not null } or null => CitizenState.Done,
            { TakenBy: not null } => CitizenState.InConversation,
            _ => CitizenState.Queued,
        },
        SessionState.Cancelled => CitizenState.Cancelled,
        SessionState.Rejected => CitizenState.Rejected,
        _ => CitizenState.Expired,
    };

    public static bool IsEnd(this CitizenState state) =>
        state is CitizenState.Done or CitizenState.Cancelled or CitizenState.Expired or CitizenState.Rejected;
}
