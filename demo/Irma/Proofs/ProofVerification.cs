using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.People;

namespace IdBellen.Demo.Irma.Proofs;

/// <summary>The outcome of checking a proof.</summary>
internal sealed record Verified(ProofStatus Status, IReadOnlyList<IReadOnlyList<DisclosedAttribute>?>? Disclosed);

/// <summary>
/// Checks a stand-in proof against the request, with the outcomes and the shapes of irmago's <c>VerifyAgainstRequest</c>.
/// </summary>
internal sealed class ProofVerification(TimeProvider time)
{
    private const long Week = 7 * 24 * 60 * 60;

    public Verified Verify(Session session, StandInProof proof, Person person)
    {
        var now = time.GetUtcNow();
        var holder = new CardHolder(person, now, proof.Values);
        var asked = session.Request.Request.Disclose;
        var disclosed = asked.Select((alternatives, index) => Show(holder, Chosen(holder, alternatives, proof.Choices, index)))
            .Concat(session.ImplicitDisclosure.Select(alternatives => Show(holder, alternatives[0])))
            .ToList();
        return proof.Outcome switch
        {
            ProofStatus.Invalid or ProofStatus.InvalidTimestamp or ProofStatus.UnmatchedRequest =>
                new Verified(proof.Outcome.Value, Disclosed: null),
            ProofStatus.MissingAttributes => new Verified(ProofStatus.MissingAttributes, [null, .. disclosed.Skip(1)]),
            ProofStatus.Expired => new Verified(ProofStatus.Expired, disclosed),
            _ => new Verified(Honest(session.Request.Request, holder, disclosed, now), disclosed),
        };
    }

    private static ProofStatus Honest(
        DisclosureRequest request, CardHolder holder, List<List<DisclosedAttribute>?> disclosed, DateTimeOffset now)
    {
        var checkedForExpiry = disclosed.SelectMany(static set => set ?? [])
            .Select(attribute => holder.Find(new AttributeRequest(attribute.Id))!.Value.Card)
            .Where(card => request.SkipExpiryCheck?.Contains(card.CredentialType, StringComparer.Ordinal) != true);
        return disclosed.Contains(null) ? ProofStatus.MissingAttributes
            : checkedForExpiry.Any(card => card.IsExpiredAt(now)) ? ProofStatus.Expired
            : ProofStatus.Valid;
    }

    private static IReadOnlyList<AttributeRequest>? Chosen(
        CardHolder holder, IReadOnlyList<IReadOnlyList<AttributeRequest>> alternatives, IReadOnlyList<int>? choices, int index) =>
        choices is null || index >= choices.Count
            ? alternatives.FirstOrDefault(holder.CanShow) ?? alternatives[0]
            : alternatives.ElementAtOrDefault(choices[index]);

    private static List<DisclosedAttribute>? Show(CardHolder holder, IReadOnlyList<AttributeRequest>? conjunction)
    {
        var shown = conjunction?
            .Select(asked => holder.Find(asked) is { } found ? Disclose(asked, found.Card, found.Value) : null)
            .OfType<DisclosedAttribute>()
            .ToList();
        return shown?.Count == conjunction?.Count ? shown : null;
    }

    private static DisclosedAttribute Disclose(AttributeRequest asked, Card card, string? value)
    {
        var issued = card.IssuedAt.ToUnixTimeSeconds();
        var translations = value is null
            ? null
            : new Dictionary<string, string>(StringComparer.Ordinal) { [""] = value, ["en"] = value, ["nl"] = value };
        var status = value is null && asked.HasAttribute ? AttributeStatus.Null : AttributeStatus.Present;
        return new DisclosedAttribute(value, translations, asked.Type, status, issued - (issued % Week));
    }
}
