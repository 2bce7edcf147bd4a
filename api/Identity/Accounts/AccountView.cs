using GraphQL;
using IdBellen.Api.Identity.Actors;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>An account of the built-in identity provider.</summary>
[Name("Account")]
internal sealed record AccountView
{
    [Id]
    public required Guid Id { get; init; }

    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>False until the owner sets a password through the one-time link, and again after a reset.</summary>
    public required bool Activated { get; init; }

    /// <summary>Whether the account is disabled. Nobody can sign in with it until an admin enables it.</summary>
    public required bool Disabled { get; init; }

    /// <summary>Whether the owner has set up an authenticator app.</summary>
    public required bool HasSecondFactor { get; init; }

    /// <summary>Null when the owner has never signed in.</summary>
    public required DateTime? LastSignedInAt { get; init; }

    /// <summary>Whether this is the account of the admin who is signed in.</summary>
    public required bool IsYou { get; init; }
}
