namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// A person signed in at one browser, whose cookie holds nothing but a random key to this row. Deleting the row ends it everywhere at once: at
/// sign-out, by an admin, or at the word of the identity provider.
/// </summary>
public sealed class SignedInSession
{
    /// <summary>How long after signing in, whatever is done meanwhile: a working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public Guid Id { get; init; }

    /// <summary>SHA-256 of the key in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>The account, or an id derived from issuer and subject at the municipality's own provider.</summary>
    public Guid AccountId { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Which provider vouched for the person, under which rules for roles. When these change the session is worth nothing.</summary>
    public required string Provider { get; init; }

    /// <summary>The person at that provider (<c>sub</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The session at that provider (<c>sid</c>), if it names one: back-channel logout refers to it.</summary>
    public string? ProviderSession { get; init; }

    /// <summary>What the municipality's own provider said. For accounts kept here the account's roles count at every moment, not these.</summary>
    public bool IsAgent { get; init; }

    public bool IsAdmin { get; init; }

    /// <summary>The ID token, sealed: the provider asks for it at sign-out (OpenID Connect RP-Initiated Logout 1.0 section 2).</summary>
    public required byte[] IdTokenSealed { get; init; }

    public required string KeyId { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
