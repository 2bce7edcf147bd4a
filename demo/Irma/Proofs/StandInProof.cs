using IdBellen.Demo.Irma.Sessions;

namespace IdBellen.Demo.Irma.Proofs;

/// <summary>
/// What the stand-in app posts where the real app posts zero-knowledge proofs: the one place where the two differ.
/// </summary>
/// <param name="Person">The demo person whose cards are shown.</param>
/// <param name="Choices">
/// Per disjunction the index of the chosen alternative, -1 for none; absent: the first that the person can satisfy.
/// </param>
/// <param name="Outcome">The proof status that the server must find; absent or VALID: what honest checking gives.</param>
internal sealed record StandInProof(string? Person, IReadOnlyList<int>? Choices = null, ProofStatus? Outcome = null);
