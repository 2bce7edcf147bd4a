using GraphQL;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>An account of the municipality's built-in provider.</summary>
[Name("Account")]
public sealed record AccountView
{
    [Id]
    public required Guid Id { get; init; }

    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>False until the owner has set a password by the one-time link, also after a reset.</summary>
    public required bool Activated { get; init; }

    /// <summary>It can't be used until an admin enables it.</summary>
    public required bool Disabled { get; init; }

    /// <summary>Whether the owner has set up an authenticator app.</summary>
    public required bool HasSecondFactor { get; init; }

    /// <summary>Null when never.</summary>
    public required DateTime? LastSignedInAt { get; init; }

    /// <summary>Whether it is the account of who asks.</summary>
    public required bool IsYou { get; init; }
}
