using GraphQL;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Policy;

namespace IdBellen.Api.Identity.Actors;

/// <summary>The signed-in agent or admin.</summary>
internal sealed record Viewer([property: Id] Guid Id, string DisplayName, IReadOnlyList<Role> Roles, bool Available)
{
    /// <summary>False while the agent is on a break, and for users who are not agents.</summary>
    public bool Available { get; } = Available;

    /// <summary>
    /// True when IdBellen manages the accounts and the second factor is optional; <c>/account/second-factor/add</c> adds one.
    /// </summary>
    public static bool MayAddSecondFactor([FromServices] CurrentTenant current) =>
        current.Value.Policy is { SignIn: null } policy && policy.SecondFactor == SecondFactorMode.Optional;

    /// <summary>True when calls arrive on a phone in the agents' page: ask for it with <c>connectPhone</c> after taking a call.</summary>
    public static bool HasBrowserPhone([FromServices] CurrentTenant current) => current.Value.Policy.HasBrowserPhones;

    [Ignore]
    public static Viewer Of(Actor.Person person, bool available) =>
        new(person.AccountId, person.DisplayName, RolesOf(person.IsAgent, person.IsAdmin), available);

    [Ignore]
    public static IReadOnlyList<Role> RolesOf(bool agent, bool admin) => (agent, admin) switch
    {
        (true, true) => [Role.Agent, Role.Admin],
        (true, false) => [Role.Agent],
        (false, true) => [Role.Admin],
        _ => [],
    };
}

internal enum Role
{
    /// <summary>May see and take calls.</summary>
    Agent,

    /// <summary>May manage the municipality's accounts, and read its audit log and evaluation.</summary>
    Admin,
}
