namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>A call of which a test asks for some members only; the others are null.</summary>
public sealed record ListedCall(
    string? Id = null,
    Purpose? Purpose = null,
    IReadOnlyList<CallAttribute>? Attributes = null,
    IReadOnlyList<CallLink>? Links = null,
    string? CallerNumber = null);
