using GraphQL;
using IdBellen.Api.Attributes;

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

    /// <summary>Null when the caller isn't identified.</summary>
    public required Purpose? Purpose { get; init; }

    /// <summary>When an agent took the call; null while it waits.</summary>
    public required DateTime? TakenAt { get; init; }

    /// <summary>The display name of the agent who took the call; null while it waits.</summary>
    public required string? TakenBy { get; init; }

    /// <summary>True when the signed-in agent took this call.</summary>
    public required bool Mine { get; init; }

    /// <summary>The moment at which the personal data is erased, also when the conversation goes on; null when there is none.</summary>
    public required DateTime? PersonalDataUntil { get; init; }

    /// <summary>The verified attributes: the purpose's overview while the call waits, all of them for the agent who took it.</summary>
    public required IReadOnlyList<Attribute> Attributes { get; init; }

    /// <summary>Links into the municipality's own systems; only for the agent who took the call.</summary>
    public required IReadOnlyList<Link> Links { get; init; }

    /// <summary>Only for the agent who took the call, and only if the exchange knows it.</summary>
    public required string? CallerNumber { get; init; }
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
public sealed record Attribute(string Identifier, Translation Label, string Value)
{
    /// <summary>The full identifier in the scheme, for example <c>pbdf.gemeente.personalData.bsn</c>.</summary>
    public string Identifier { get; } = Identifier;

    /// <summary>What people call it.</summary>
    public Translation Label { get; } = Label;

    /// <summary>As issued, in Dutch where the scheme translates it.</summary>
    public string Value { get; } = Value;
}

/// <summary>A link into one of the municipality's own systems, with the caller's attributes filled in.</summary>
public sealed record Link(Translation Label, string Url);

/// <summary>What a citizen may phone about.</summary>
public sealed record Purpose(string Name, Translation Title);
