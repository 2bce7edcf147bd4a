using GraphQL;
using IdBellen.Api.Disclosure.Attributes;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Tenancy.Telephony;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>A call, with the details that the signed-in agent may see.</summary>
internal sealed record Call
{
    [Id]
    public required Guid Id { get; init; }

    public required CallState State { get; init; }

    /// <summary>When the call entered the queue.</summary>
    public required DateTime ArrivedAt { get; init; }

    /// <summary>True when the caller disclosed attributes with Yivi; false when no code matched.</summary>
    public required bool Identified { get; init; }

    /// <summary>How reliably the caller is known to be the person who disclosed.</summary>
    public required Identification Identification { get; init; }

    /// <summary>The DigiD assurance level behind the disclosed credential; null when unknown or when this agent may not see it.</summary>
    public required Translation? AssuranceLevel { get; init; }

    /// <summary>Null when the caller isn't identified.</summary>
    public required Purpose? Purpose { get; init; }

    /// <summary>When an agent took the call; null while it waits.</summary>
    public required DateTime? TakenAt { get; init; }

    /// <summary>The display name of the agent who took the call; null while it waits.</summary>
    public required string? TakenBy { get; init; }

    /// <summary>The display name of the colleague who transferred the call; null when it was not transferred.</summary>
    public required string? TransferredBy { get; init; }

    /// <summary>True when the signed-in agent took this call.</summary>
    public required bool Mine { get; init; }

    /// <summary>
    /// The name of the telephone on which the agent takes this call; null when in the browser. Only for the agent who took the call.
    /// </summary>
    public required string? Telephone { get; init; }

    /// <summary>Whether the exchange says that agent and caller hear each other. Only for the agent who took the call.</summary>
    public required bool Connected { get; init; }

    /// <summary>When the personal data is erased, even if the conversation continues; null when there is none.</summary>
    public required DateTime? PersonalDataUntil { get; init; }

    /// <summary>
    /// The verified attributes in the order of the scheme: the purpose's overview while the call waits, all of them for the agent who took
    /// it.
    /// </summary>
    public required IReadOnlyList<Attribute> Attributes { get; init; }

    /// <summary>Links into the municipality's own systems; only for the agent who took the call.</summary>
    public required IReadOnlyList<Link> Links { get; init; }

    /// <summary>
    /// In E.164 form, or a short number as dialled within the country. Only for the agent who took the call, and only if known. Reported by
    /// the telephone network and not verified: a caller ID can be spoofed.
    /// </summary>
    public required string? CallerNumber { get; init; }

    /// <summary>The caller's number, formatted for people.</summary>
    public required string? CallerNumberDisplay { get; init; }

    /// <summary>
    /// Why the caller's number is unknown. Only for the agent who took the call; null when the number is known or was erased.
    /// </summary>
    public required UnknownNumber? CallerNumberUnknown { get; init; }

    /// <summary>The current invitation to identify; only for the agent who took the call.</summary>
    public required Invitation? Invitation { get; init; }
}

internal enum Identification
{
    /// <summary>No valid code was dialled.</summary>
    None,

    /// <summary>The caller dialled the code that was given to the app that disclosed.</summary>
    SamePhone,

    /// <summary>
    /// Less reliable: the caller dialled a code from another phone, after the four digits shown in the app had been entered on the page.
    /// Someone who persuades a citizen to reveal those digits can pass as that citizen.
    /// </summary>
    AnotherPhone,

    /// <summary>
    /// Less reliable in the same way: the caller read out the four digits shown in the app during the call, after which the app disclosed.
    /// </summary>
    DuringCall,
}

internal enum CallState
{
    /// <summary>In the queue; any agent may take it.</summary>
    Waiting,

    /// <summary>Taken by an agent.</summary>
    InConversation,

    /// <summary>The call is over; the agent who took it still sees the data for the wrap-up time.</summary>
    WrapUp,
}

/// <summary>An attribute that the IRMA server verified.</summary>
internal sealed record Attribute(
    string Identifier, Translation Label, string Value, AttributeKind Kind, Translation Credential, DateTime? IssuedAt)
{
    /// <summary>The full identifier in the IRMA scheme, for example <c>pbdf.gemeente.personalData.bsn</c>.</summary>
    public string Identifier { get; } = Identifier;

    /// <summary>The attribute's name for people.</summary>
    public Translation Label { get; } = Label;

    /// <summary>The value as issued; in Dutch where the scheme has translations.</summary>
    public string Value { get; } = Value;

    /// <summary>How to interpret the value.</summary>
    public AttributeKind Kind { get; } = Kind;

    /// <summary>The credential (card) that contains the attribute.</summary>
    public Translation Credential { get; } = Credential;

    /// <summary>When the credential was issued, rounded down to the week; null when the IRMA server does not report it.</summary>
    public DateTime? IssuedAt { get; } = IssuedAt;

    /// <summary>
    /// The URL of a value that is too large for the lists, for the agent who took the call: a JPEG for a photo, plain text otherwise.
    /// </summary>
    public string? Address { get; init; }
}

/// <summary>A link into one of the municipality's own systems, with the caller's attributes filled in when it is followed.</summary>
internal sealed record Link(Translation Label, string Url)
{
    /// <summary>
    /// A path on the municipality's own origin, without personal data. A request to it is logged and redirected. Open it in a new tab,
    /// without a referrer.
    /// </summary>
    public string Url { get; } = Url;
}
