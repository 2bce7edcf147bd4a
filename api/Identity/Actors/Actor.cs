namespace IdBellen.Api.Agents;

/// <summary>Who asks. Made from the verified principal at the edge; use cases decide by it.</summary>
public abstract record Caller
{
    /// <summary>Anyone: a citizen's browser or a municipal page.</summary>
    public sealed record Citizen : Caller;

    /// <summary>A signed-in person of this municipality.</summary>
    /// <param name="AccountId">The account, or an id derived from the subject at the municipality's own provider.</param>
    /// <param name="SessionId">The session at this browser; not its key.</param>
    /// <param name="DisplayName">As colleagues see it.</param>
    /// <param name="IsAgent">May take calls.</param>
    /// <param name="IsAdmin">May manage accounts.</param>
    /// <param name="SignedInUntil">When the sign-in ends; streams end with it.</param>
    public sealed record Person(Guid AccountId, Guid SessionId, string DisplayName, bool IsAgent, bool IsAdmin, DateTimeOffset SignedInUntil) : Caller;

    /// <summary>The municipality's telephone exchange.</summary>
    public sealed record Exchange : Caller;
}

/// <summary>The caller of this request.</summary>
public sealed class CurrentCaller
{
    public Caller Value { get; set; } = new Caller.Citizen();

    public Caller.Person? Agent => Value is Caller.Person { IsAgent: true } person ? person : null;

    public Caller.Person? Admin => Value is Caller.Person { IsAdmin: true } person ? person : null;

    public bool IsExchange => Value is Caller.Exchange;

    /// <summary>Not signed in, or signed in without the right.</summary>
    public Refusals.Refusal PersonRefusal => Value is Caller.Person ? Refusals.Refusal.NotAllowed : Refusals.Refusal.NotSignedIn;
}
