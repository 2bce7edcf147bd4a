namespace IdBellen.Api.Telephony.Calls;

internal enum InvitationState
{
    /// <summary>The caller has not used the code yet.</summary>
    Open,

    /// <summary>The caller has used the code; no app has connected yet.</summary>
    Started,

    /// <summary>The app has connected and shows four digits for the caller to read out.</summary>
    AwaitingConfirmation,

    /// <summary>The digits were correct; the app asks the caller for consent.</summary>
    Confirmed,

    /// <summary>The session ended without a disclosure. To try again, send a new invitation.</summary>
    Ended,
}
