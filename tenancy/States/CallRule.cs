namespace IdBellen.Tenancy.States;

/// <summary>The change in the database.</summary>
public enum CallEffect
{
    /// <summary>No effect; a code is not even looked up.</summary>
    None,

    /// <summary>Records that the exchange still reports the call.</summary>
    NoteLife,

    /// <summary>The call enters the queue.</summary>
    Enter,

    /// <summary>Like <see cref="Enter"/> if the municipality queues unidentified callers; otherwise nothing.</summary>
    EnterAsChosen,

    /// <summary>The disclosure and the call belong together from now on, and its code is used up.</summary>
    Join,

    Take,

    GiveBack,

    PassOn,

    HangUp,

    Erase,

    /// <summary>A new invitation replaces the previous one and the session that it started.</summary>
    Invite,

    /// <summary>A disclosure that comes too late: it is erased.</summary>
    EraseDisclosure,
}

/// <summary>The next step of the exchange.</summary>
public enum CallNext
{
    /// <summary>The exchange did not ask.</summary>
    None,

    AskAgain,

    Queue,

    Talk,

    End,

    /// <summary><see cref="Queue"/> or <see cref="End"/>, as configured for unidentified callers.</summary>
    AsChosen,
}

/// <summary>The transition of a call for one event in one state.</summary>
/// <param name="From">The state before.</param>
/// <param name="To">The state after; of <see cref="CallEffect.EnterAsChosen"/>, if it enters.</param>
/// <param name="Effect">The change in the database.</param>
/// <param name="Outcome">The published outcome or refusal code; empty if the response has neither.</param>
/// <param name="Next">The next step of the exchange.</param>
/// <param name="Record">The access log action to write in the same transaction; null if nobody gains access to data.</param>
/// <param name="AsksDoor">Only a municipality that takes calls at this moment lets it happen.</param>
public sealed record CallRule(
    CallStanding From, CallEvent Event, CallStanding To, CallEffect Effect, string Outcome, CallNext Next, string? Record, bool AsksDoor);
