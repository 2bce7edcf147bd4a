using IdBellen.Api.Platform.Refusals;

namespace IdBellen.Api.Identity.Actors;

/// <summary>The client of a request, derived from the verified principal. Use cases authorise by it.</summary>
internal abstract record Actor
{
    /// <summary>Anyone: a citizen's browser or a municipal page.</summary>
    internal sealed record Citizen : Actor;

    /// <summary>A signed-in person of this municipality.</summary>
    /// <param name="AccountId">The account, or an id derived from the subject at the municipality's own provider.</param>
    /// <param name="SessionId">The session at this browser; not its key.</param>
    /// <param name="DisplayName">As colleagues see it.</param>
    /// <param name="IsAgent">May take calls.</param>
    /// <param name="IsAdmin">May manage accounts.</param>
    /// <param name="SignedInUntil">When the sign-in ends; streams end with it.</param>
    internal sealed record Person(
        Guid AccountId, Guid SessionId, string DisplayName, bool IsAgent, bool IsAdmin, DateTimeOffset SignedInUntil) : Actor;

    /// <summary>The municipality's telephone exchange.</summary>
    internal sealed record Exchange : Actor;
}

/// <summary>The client of this request.</summary>
internal sealed class CurrentActor
{
    public Actor Value { get; set; } = new Actor.Citizen();

    public Actor.Person? Agent => Value is Actor.Person { IsAgent: true } person ? person : null;

    public Actor.Person? Admin => Value is Actor.Person { IsAdmin: true } person ? person : null;

    public bool IsExchange => Value is Actor.Exchange;

    /// <summary>Not signed in, or signed in without the right.</summary>
    public Refusal PersonRefusal => Value is Actor.Person ? Refusal.NotAllowed : Refusal.NotSignedIn;
}
