using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Tenancy.States;

/// <summary>The events of a citizen's session.</summary>
public enum SessionEvent
{
    /// <summary>The IRMA server: the app waits for digits to be typed.</summary>
    AppShowsDigits,

    /// <summary>The IRMA server reports that the app continues.</summary>
    AppConnected,

    /// <summary>The right digits of the app were typed, by the citizen on the page or by the agent.</summary>
    RightDigits,

    WrongDigits,

    /// <summary>Wrong for the third time.</summary>
    LastWrongDigits,

    /// <summary>A proof that is right, and what was asked.</summary>
    ValidProof,

    InvalidProof,

    /// <summary>A valid proof for a call that it can no longer join (<see cref="CallEffect.EraseDisclosure"/>).</summary>
    LateProof,

    /// <summary>Refused in the app.</summary>
    RefusedInApp,

    /// <summary>The IRMA server reports a timeout, or that the session is unknown.</summary>
    TimedOut,

    /// <summary>The citizen ends it on the page.</summary>
    CancelledOnPage,

    /// <summary>The code was dialled in time, in a call that the session can join (<see cref="CallTable"/>).</summary>
    CodeDialled,
}

/// <summary>The change to the data of a session.</summary>
public enum SessionEffect
{
    None,

    /// <summary>The attributes are sealed and kept.</summary>
    Keep,

    /// <summary>
    /// The attributes are added to the session's call (<see cref="CallEvent.InvitedDisclosure"/>), in one transaction with the access log.
    /// </summary>
    JoinCall,

    /// <summary>A wrong try is counted.</summary>
    Count,

    /// <summary>Disclosed attributes and pairing digits are erased.</summary>
    Erase,
}

/// <summary>The transition of a session for one event.</summary>
/// <param name="Way">How the caller will be identified.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Effect">The change to the data.</param>
public sealed record SessionRule(IdentificationWay Way, SessionState From, SessionEvent Event, SessionState To, SessionEffect Effect);
