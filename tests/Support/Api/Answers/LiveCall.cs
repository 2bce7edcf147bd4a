namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>A call as an agent sees it.</summary>
public sealed record LiveCall(
    string Id,
    string State,
    bool Mine,
    string? TakenBy,
    string? TransferredBy,
    bool Identified,
    string Identification,
    Purpose? Purpose,
    IReadOnlyList<CallAttribute> Attributes,
    IReadOnlyList<CallLink> Links,
    string? CallerNumber,
    CallInvitation? Invitation);

public sealed record CallAttribute(string Value, string? Identifier = null, Label? Label = null, string? Address = null);

public sealed record CallLink(string Url);

/// <summary>What a call shows of its invitation.</summary>
public sealed record CallInvitation(string Code, string State);

/// <summary>In Dutch.</summary>
public sealed record Label(string Nl);

public sealed record Purpose(string Name);
