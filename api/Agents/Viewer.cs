using GraphQL;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Api.Agents;

/// <summary>The signed-in person.</summary>
public sealed record Viewer([property: Id] Guid Id, string DisplayName, IReadOnlyList<Role> Roles, bool Available)
{
    /// <summary>False while the agent is on a break, and for who is no agent.</summary>
    public bool Available { get; } = Available;

    /// <summary>True where accounts are kept here and a second factor is their owners' choice; <c>/account/second-factor/add</c> adds one.</summary>
    public static bool MayAddSecondFactor([FromServices] CurrentTenant current) => current.Value.Spec is { SignIn: null } spec && !spec.RequiresSecondFactor();

    [Ignore]
    public static Viewer Of(Caller.Person person, bool available) => new(person.AccountId, person.DisplayName, RolesOf(person.IsAgent, person.IsAdmin), available);

    [Ignore]
    public static IReadOnlyList<Role> RolesOf(bool agent, bool admin) => (agent, admin) switch
    {
        (true, true) => [Role.Agent, Role.Admin],
        (true, false) => [Role.Agent],
        (false, true) => [Role.Admin],
        _ => [],
    };
}

public enum Role
{
    /// <summary>May see and take calls.</summary>
    Agent,

    /// <summary>May manage the municipality's accounts.</summary>
    Admin,
}
