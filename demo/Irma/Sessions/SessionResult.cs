using System.Text.Json.Serialization;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Sessions;

/// <summary>The answer of <c>GET /session/{token}/result</c>, at any moment of the session.</summary>
internal sealed record SessionResult
{
    public required string Token { get; init; }

    public required SessionStatus Status { get; init; }

    public string Type { get; init; } = "disclosing";

    public ProofStatus? ProofStatus { get; init; }

    /// <summary>One list per disjunction; an inner null is a disjunction that the proof did not satisfy.</summary>
    public IReadOnlyList<IReadOnlyList<DisclosedAttribute>?>? Disclosed { get; init; }

    public IrmaError? Error { get; init; }

    /// <summary>The requestor token of the session that followed.</summary>
    public string? NextSession { get; init; }

    /// <summary>The flat list with which requests of the old form are answered.</summary>
    public LegacySessionResult ToLegacy() => new(
        Token,
        Status,
        Type,
        ProofStatus,
        Disclosed is null ? null : [.. Disclosed.Select(static set => set is { Count: > 0 } ? set[0] : null)],
        Error);
}

internal sealed record LegacySessionResult(
    string Token, SessionStatus Status, string Type, ProofStatus? ProofStatus, IReadOnlyList<DisclosedAttribute?>? Disclosed,
    IrmaError? Error);

/// <summary>A disclosed attribute; <paramref name="IssuanceTime"/> is in Unix seconds, floored to a week.</summary>
internal sealed record DisclosedAttribute(
    [property: JsonPropertyName("rawvalue"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? RawValue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] IReadOnlyDictionary<string, string>? Value,
    string Id,
    AttributeStatus Status,
    [property: JsonPropertyName("issuancetime")] long IssuanceTime);

internal enum AttributeStatus
{
    Present,
    Extra,
    Null,
}
