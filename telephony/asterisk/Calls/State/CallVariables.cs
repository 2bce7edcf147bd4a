namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>Variables of channels, by which a worker that starts knows what the one before it knew.</summary>
internal static class CallVariables
{
    /// <summary>The reference of the call, on the channels of caller and agent.</summary>
    public const string Call = "IDBELLEN_CALL";

    /// <summary>The UID of the municipality's resource.</summary>
    public const string Municipality = "IDBELLEN_MUNICIPALITY";

    /// <summary>The trunk, set by Asterisk itself.</summary>
    public const string Trunk = "IDBELLEN_TRUNK";

    /// <summary>The number of codes that were handed over: a repeated number would get an old answer.</summary>
    public const string Attempt = "IDBELLEN_ATTEMPT";

    /// <summary><see cref="Waiting"/> once the caller is in the queue.</summary>
    public const string State = "IDBELLEN_STATE";

    /// <summary>On the channel of an agent: the opaque reference to that agent.</summary>
    public const string Leg = "IDBELLEN_LEG";

    public const string Waiting = "waiting";
}
