using GraphQL;

namespace IdBellen.Api.Agents;

/// <summary>An account of the municipality's built-in provider.</summary>
[Name("Account")]
public sealed record AccountView
{
    [Id]
    public required Guid Id { get; init; }

    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>False until the owner has set a password by the one-time link.</summary>
    public required bool Activated { get; init; }
}
