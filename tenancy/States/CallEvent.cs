namespace IdBellen.Tenancy.States;

/// <summary>The events of a call. <c>…ByOther</c>: by an agent who does not have the call.</summary>
public enum CallEvent
{
    /// <summary>The exchange hands over the code of a disclosure that waits for its call.</summary>
    RightCode,

    /// <summary>The exchange reports a code that belongs to no session.</summary>
    WrongCode,

    /// <summary>
    /// A wrong code after which no other is heard: the third of this call, or any of a caller's number that has had its chances.
    /// </summary>
    LastWrongCode,

    /// <summary>The exchange hands over a code that was right, and whose time is over.</summary>
    ExpiredCode,

    /// <summary>The exchange reports that the caller waits.</summary>
    ReportQueued,

    /// <summary>The exchange reports that the caller talks with an agent.</summary>
    ReportConnected,

    /// <summary>The exchange reports that the caller has hung up.</summary>
    ReportEnded,

    /// <summary>An agent without a call takes it.</summary>
    Take,

    /// <summary>The agent who has it takes it again.</summary>
    TakeAgain,

    Release,

    ReleaseByOther,

    /// <summary>The taker passes it on to a colleague who is free.</summary>
    Transfer,

    TransferByOther,

    Finish,

    FinishByOther,

    /// <summary>The taker follows a link that carries the caller's data.</summary>
    FollowLink,

    FollowLinkByOther,

    Invite,

    InviteByOther,

    /// <summary>A disclosure in a session that this call's invitation started and the agent confirmed with the right digits.</summary>
    InvitedDisclosure,

    /// <summary>The taker loses the rights of an agent.</summary>
    TakerLeaves,

    /// <summary>The time of the disclosure is over.</summary>
    DataExpires,

    /// <summary>The purge comes by, later than the wrap-up time.</summary>
    Purge,
}
