namespace IdBellen.Tests.Integration.Demo.Irma;

/// <summary>What the requestor is told of a session.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="ProofStatus">How the proof was found; null before there is one.</param>
/// <param name="Disclosed">For each disjunction what was disclosed; null for one that was not met.</param>
/// <param name="Error">Why it was cancelled.</param>
/// <param name="NextSession">The token of the one that follows it.</param>
internal sealed record SessionResult(
    string Status,
    string? ProofStatus = null,
    IReadOnlyList<IReadOnlyList<DisclosedAttribute>?>? Disclosed = null,
    SessionFault? Error = null,
    string? NextSession = null);

internal sealed record DisclosedAttribute(string Id, string Status, string? RawValue, long? IssuanceTime);

internal sealed record SessionFault(int Status, string Error, string Description);
