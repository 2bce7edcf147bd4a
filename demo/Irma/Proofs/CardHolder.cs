using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.People;

namespace IdBellen.Demo.Irma.Proofs;

/// <summary>The attributes that a person can prove at a given time.</summary>
/// <param name="person">The owner of the cards.</param>
/// <param name="now">The moment.</param>
/// <param name="instead">What attributes hold instead, by identifier.</param>
internal sealed class CardHolder(Person person, DateTimeOffset now, IReadOnlyDictionary<string, string?>? instead = null)
{
    private readonly IReadOnlyList<Card> cards = PersonCards.Of(person, now);

    /// <summary>The value of an attribute and the card it is on; null when the person lacks it or it has not the asked value.</summary>
    public (Card Card, string? Value)? Find(AttributeRequest asked)
    {
        var card = cards.FirstOrDefault(card => card.CredentialType == asked.CredentialType);
        if (card is null)
        {
            return null;
        }
        var value = !asked.HasAttribute ? null
            : instead?.TryGetValue(asked.Type, out var other) == true ? other
            : card.Attributes.GetValueOrDefault(asked.Type.Split('.')[3]);
        var refused = (asked.Value is not null && value != asked.Value) || (asked.NotNull && value is null);
        return refused ? null : (card, value);
    }

    /// <summary>True when an honest app would offer this: everything is there and nothing has expired.</summary>
    public bool CanShow(IReadOnlyList<AttributeRequest> conjunction) =>
        conjunction.All(asked => Find(asked) is { } found && !found.Card.IsExpiredAt(now));
}
