namespace IdBellen.Api.Irma;

/// <summary>What a result JWT proves.</summary>
public sealed record VerifiedResult(ResultKind Kind, IReadOnlyList<VerifiedAttribute> Attributes)
{
    public static readonly VerifiedResult Untrusted = new(ResultKind.Untrusted, []);
    public static readonly VerifiedResult Waiting = new(ResultKind.Waiting, []);
    public static readonly VerifiedResult Pairing = new(ResultKind.Pairing, []);
    public static readonly VerifiedResult Connected = new(ResultKind.Connected, []);
    public static readonly VerifiedResult Cancelled = new(ResultKind.Cancelled, []);
    public static readonly VerifiedResult TimedOut = new(ResultKind.TimedOut, []);
    public static readonly VerifiedResult Rejected = new(ResultKind.Rejected, []);

    public static VerifiedResult Valid(IReadOnlyList<VerifiedAttribute> attributes) => new(ResultKind.Valid, attributes);
}

public enum ResultKind
{
    /// <summary>Not signed by the server, too old, or about another session: it proves nothing.</summary>
    Untrusted,

    Waiting,

    /// <summary>The app has connected and shows a pairing code.</summary>
    Pairing,

    Connected,

    /// <summary>The proof is valid and complete.</summary>
    Valid,

    /// <summary>The session ended with a proof that is not valid, not complete or expired.</summary>
    Rejected,

    Cancelled,

    TimedOut,
}

/// <summary>An attribute with a verified value, as it is sealed and stored.</summary>
/// <param name="Id">The full identifier in the scheme.</param>
/// <param name="Raw">The value as issued.</param>
/// <param name="Nl">The value in Dutch where the scheme translates it.</param>
/// <param name="IssuedAt">Unix seconds, rounded down to a week.</param>
public sealed record VerifiedAttribute(string Id, string Raw, string? Nl, long? IssuedAt)
{
    public static VerifiedAttribute From(DisclosedAttribute attribute) =>
        new(attribute.Id!, attribute.RawValue!, attribute.Value?.GetValueOrDefault("nl"), attribute.IssuanceTime);
}
