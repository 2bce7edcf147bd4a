using GraphQL;
using IdBellen.Api.Attributes;
using IdBellen.Api.Calls.Invitations;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Api.Calls;

/// <summary>A call as the signed-in agent may see it.</summary>
public sealed record Call
{
    [Id]
    public required Guid Id { get; init; }

    public required CallState State { get; init; }

    /// <summary>When the call entered the queue.</summary>
    public required DateTime ArrivedAt { get; init; }

    /// <summary>True when the caller disclosed attributes with Yivi; false when no code matched.</summary>
    public required bool Identified { get; init; }

    /// <summary>How surely the voice on the line is that of who disclosed.</summary>
    public required Identification Identification { get; init; }

    /// <summary>The DigiD level behind the card that was disclosed; null when it is not known or not for this agent.</summary>
    public required Translation? AssuranceLevel { get; init; }

    /// <summary>Null when the caller isn't identified.</summary>
    public required Purpose? Purpose { get; init; }

    /// <summary>When an agent took the call; null while it waits.</summary>
    public required DateTime? TakenAt { get; init; }

    /// <summary>The display name of the agent who took the call; null while it waits.</summary>
    public required string? TakenBy { get; init; }

    /// <summary>The display name of the colleague who passed the call on; null when nobody did.</summary>
    public required string? TransferredBy { get; init; }

    /// <summary>True when the signed-in agent took this call.</summary>
    public required bool Mine { get; init; }

    /// <summary>The moment at which the personal data is erased, also when the conversation goes on; null when there is none.</summary>
    public required DateTime? PersonalDataUntil { get; init; }

    /// <summary>The verified attributes in the order of the scheme: the purpose's overview while the call waits, all of them for the agent who took it.</summary>
    public required IReadOnlyList<Attribute> Attributes { get; init; }

    /// <summary>Links into the municipality's own systems; only for the agent who took the call.</summary>
    public required IReadOnlyList<Link> Links { get; init; }

    /// <summary>Only for the agent who took the call, and only if the exchange knows it.</summary>
    public required string? CallerNumber { get; init; }

    /// <summary>The open invitation to identify; only for the agent who took the call.</summary>
    public required Invitation? Invitation { get; init; }
}

public enum Identification
{
    /// <summary>No code was dialled, or no right one.</summary>
    None,

    /// <summary>The phone that disclosed dialled; nobody else had the code.</summary>
    SamePhone,

    /// <summary>The caller typed a code into another phone; he had shown that page and app are his.</summary>
    AnotherPhone,

    /// <summary>The caller disclosed during the call and read out the digits on his page.</summary>
    DuringCall,
}

public enum CallState
{
    /// <summary>In the queue; any agent may take it.</summary>
    Waiting,

    /// <summary>Taken by an agent.</summary>
    InConversation,

    /// <summary>The caller hung up; the agent who took the call still sees the data for the wrap-up time.</summary>
    WrapUp,
}

/// <summary>An attribute whose proof the IRMA server verified.</summary>
public sealed record Attribute(string Identifier, Translation Label, string Value, AttributeKind Kind, Translation Credential, DateTime? IssuedAt)
{
    /// <summary>The full identifier in the scheme, for example <c>pbdf.gemeente.personalData.bsn</c>.</summary>
    public string Identifier { get; } = Identifier;

    /// <summary>What people call it.</summary>
    public Translation Label { get; } = Label;

    /// <summary>As issued, in Dutch where the scheme translates it.</summary>
    public string Value { get; } = Value;

    /// <summary>How the value is to be read.</summary>
    public AttributeKind Kind { get; } = Kind;

    /// <summary>The card that it stands on.</summary>
    public Translation Credential { get; } = Credential;

    /// <summary>When the card was issued, rounded down to a week; null when the server does not tell.</summary>
    public DateTime? IssuedAt { get; } = IssuedAt;
}

/// <summary>A link into one of the municipality's own systems, with the caller's attributes filled in when it is followed.</summary>
public sealed record Link(Translation Label, string Url)
{
    /// <summary>A path on the municipality's own origin, without any data; it logs the use and redirects. Open it in a new tab without referrer.</summary>
    public string Url { get; } = Url;
}

/// <summary>What a citizen may phone about.</summary>
public sealed record Purpose(string Name, Translation Title)
{
    [Ignore]
    public static Purpose Of(PurposeSpec purpose) => new(purpose.Name, new Translation(purpose.Title.Nl, purpose.Title.En));
}
