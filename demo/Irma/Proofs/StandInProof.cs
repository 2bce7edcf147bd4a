using IdBellen.Demo.Irma.Sessions;

namespace IdBellen.Demo.Irma.Proofs;

/// <summary>
/// The body that the stand-in app posts instead of zero-knowledge proofs: the only difference from the real app.
/// </summary>
/// <param name="Person">The demo person whose cards are shown.</param>
/// <param name="Choices">
/// Per disjunction the index of the chosen alternative, -1 for none; absent: the first that the person can satisfy.
/// </param>
/// <param name="Values">Overrides the values on the cards, by attribute; null: empty. Allows cards of any size.</param>
/// <param name="Outcome">The proof status that the server must find; absent or VALID: what honest checking gives.</param>
internal sealed record StandInProof(
    string? Person, IReadOnlyList<int>? Choices = null, ProofStatus? Outcome = null, IReadOnlyDictionary<string, string?>? Values = null);
