using GraphQL;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>A telephone of the municipality on which agents may take calls instead of in their browser.</summary>
[Name("Telephone")]
internal sealed record TelephoneView
{
    [Id]
    public required Guid Id { get; init; }

    /// <summary>For people: where it stands.</summary>
    public required string Name { get; init; }

    /// <summary>In E.164 form, or a short number inside the municipality's exchange. Null for agents, who need only the name.</summary>
    public required string? Number { get; init; }

    /// <summary>The display name of the agent who takes calls on it; null when nobody does.</summary>
    public required string? UsedBy { get; init; }

    /// <summary>Whether another agent can choose it: nobody uses it, or who did has closed the page and has no call.</summary>
    public required bool IsFree { get; init; }

    /// <summary>Whether the signed-in agent takes calls on it.</summary>
    public required bool IsYours { get; init; }
}
