using GraphQL;

namespace IdBellen.Api.Agents;

/// <summary>The signed-in person.</summary>
public sealed record Viewer([property: Id] Guid Id, string DisplayName, IReadOnlyList<Role> Roles)
{
    [Ignore]
    public static Viewer? Of(Caller caller) => caller is Caller.Person person
        ? new Viewer(person.AccountId, person.DisplayName, RolesOf(person.IsAgent, person.IsAdmin))
        : null;

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
