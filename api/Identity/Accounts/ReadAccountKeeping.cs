using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Policy;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>Where this municipality's accounts are managed, for its admins.</summary>
internal sealed class ReadAccountKeeping(CurrentTenant current, CurrentActor actor)
{
    public Outcome<AccountKeeping> Execute()
    {
        if (actor.Admin is null) return actor.PersonRefusal;
        var policy = current.Value.Policy;
        return policy.SignIn is { } own
            ? new AccountKeeping(KeptHere: false, own.Authority, SecondFactor: null)
            : new AccountKeeping(KeptHere: true, Authority: null, policy.SecondFactor == SecondFactorMode.Required
                ? SecondFactorRule.Required : SecondFactorRule.Optional);
    }
}

/// <summary>Where accounts are managed.</summary>
internal sealed record AccountKeeping(bool KeptHere, string? Authority, SecondFactorRule? SecondFactor)
{
    /// <summary>True when IdBellen manages the accounts; false when the municipality's own identity provider does.</summary>
    public bool KeptHere { get; } = KeptHere;

    /// <summary>The issuer URL of the municipality's own identity provider; null when IdBellen manages the accounts.</summary>
    public string? Authority { get; } = Authority;

    /// <summary>Whether sign-in requires a second factor; null when the municipality's own identity provider decides.</summary>
    public SecondFactorRule? SecondFactor { get; } = SecondFactor;
}

internal enum SecondFactorRule
{
    /// <summary>Every account must have one.</summary>
    Required,

    /// <summary>Only accounts that have set one up use it.</summary>
    Optional,
}
