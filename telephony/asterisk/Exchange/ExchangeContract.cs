using System.Text.Json.Serialization;

namespace IdBellen.Telephony.Asterisk.Exchange;

/// <summary>What to do with a caller.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NextStep>))]
internal enum NextStep
{
    [JsonStringEnumMemberName("ASK_AGAIN")]
    AskAgain,

    [JsonStringEnumMemberName("QUEUE")]
    Queue,

    [JsonStringEnumMemberName("TALK")]
    Talk,

    [JsonStringEnumMemberName("END")]
    End,
}

[JsonConverter(typeof(JsonStringEnumConverter<ReportedState>))]
internal enum ReportedState
{
    [JsonStringEnumMemberName("QUEUED")]
    Queued,

    [JsonStringEnumMemberName("CONNECTED")]
    Connected,

    [JsonStringEnumMemberName("ENDED")]
    Ended,
}

/// <summary>What a one-time token of an agent's page opens.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PhoneTokenKind>))]
internal enum PhoneTokenKind
{
    [JsonStringEnumMemberName("CALL")]
    Call,

    [JsonStringEnumMemberName("ECHO")]
    Echo,
}

/// <param name="Outcome">For words to the caller and for metrics; later versions of the api may have others.</param>
internal sealed record CodeMatch(string Outcome, NextStep Next);

internal sealed record CallReport(NextStep Next);

/// <param name="CallReference">A call that has not ended, as far as the api knows.</param>
internal sealed record OpenCall(string CallReference);

/// <param name="CallReference">The call that it opens; absent for an echo.</param>
/// <param name="AgentId">Whose phone it is. It is disconnected when another agent gets the call.</param>
internal sealed record RedeemedToken(PhoneTokenKind Kind, string? CallReference, string AgentId);

/// <param name="AgentId">An opaque reference to the agent who has the call.</param>
/// <param name="Telephone">What to call for this agent; null: the agent's page dials in by itself.</param>
/// <param name="Rings">Rises when the agent wants the telephone to ring again.</param>
internal sealed record Assignment(string CallReference, string AgentId, string? Telephone = null, int Rings = 0);
