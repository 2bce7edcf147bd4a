using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>Where this municipality's accounts are managed, for its admins.</summary>
public sealed class ReadAccountKeeping(CurrentTenant current, CurrentCaller caller)
{
    public Outcome<AccountKeeping> Execute()
    {
        if (caller.Admin is null) return caller.PersonRefusal;
        var spec = current.Value.Spec;
        return spec.SignIn is { } own
            ? new AccountKeeping(KeptHere: false, own.Authority, SecondFactor: null)
            : new AccountKeeping(KeptHere: true, Authority: null, spec.RequiresSecondFactor() ? SecondFactorRule.Required : SecondFactorRule.Optional);
    }
}

/// <summary>Where accounts are managed.</summary>
public sealed record AccountKeeping(bool KeptHere, string? Authority, SecondFactorRule? SecondFactor)
{
    /// <summary>True for accounts of IdBellen; false when the municipality's own identity provider has them.</summary>
    public bool KeptHere { get; } = KeptHere;

    /// <summary>The address of that provider; null for accounts kept here.</summary>
    public string? Authority { get; } = Authority;

    /// <summary>Whether signing in asks for a second factor; null when another provider decides that.</summary>
    public SecondFactorRule? SecondFactor { get; } = SecondFactor;
}

public enum SecondFactorRule
{
    /// <summary>Everybody must have one.</summary>
    Required,

    /// <summary>Who has set one up uses it.</summary>
    Optional,
}
