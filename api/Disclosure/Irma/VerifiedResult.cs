using System.Text.Json.Serialization;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>The verified content of a result JWT.</summary>
internal sealed record VerifiedResult(ResultKind Kind, IReadOnlyList<VerifiedAttribute> Attributes)
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

internal enum ResultKind
{
    /// <summary>The result proves nothing: not signed by the server, too old, or for another session.</summary>
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
/// <param name="Nl">The value in Dutch where the scheme translates it; null where it is as issued.</param>
/// <param name="IssuedAt">Unix seconds, rounded down to a week.</param>
/// <param name="IsLarge">Whether the value is stored separately, see <c>DisclosedSizes</c>.</param>
internal sealed record VerifiedAttribute(
    string Id, string Raw, string? Nl, long? IssuedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsLarge = false)
{
    public static VerifiedAttribute From(DisclosedAttribute attribute) =>
        new(attribute.Id!, attribute.RawValue!, Translated(attribute), attribute.IssuedAt);

    /// <summary>When the card was issued; null when that is not known. What an older replica has stored may be no moment.</summary>
    public DateTime? Issued() => IssuanceTime.Of(IssuedAt);

    // The scheme translates few attributes; the others are not kept twice.
    private static string? Translated(DisclosedAttribute attribute) =>
        attribute.Value?.GetValueOrDefault("nl") is { } dutch && dutch != attribute.RawValue ? dutch : null;
}
