namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// A person's session at one browser, whose cookie contains only a random key to this row. Deleting the row ends the session everywhere
/// immediately: at sign-out, by an admin, or by the identity provider.
/// </summary>
public sealed class SignedInSession
{
    /// <summary>Maximum lifetime after signing in, regardless of activity: a working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public Guid Id { get; init; }

    /// <summary>SHA-256 of the key in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>The account, or an id derived from issuer and subject at the municipality's own provider.</summary>
    public Guid AccountId { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>
    /// Identifies the provider and the rules for roles at sign-in. The session is invalid after a change of these.
    /// </summary>
    public required string Provider { get; init; }

    /// <summary>The person at that provider (<c>sub</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The session at that provider (<c>sid</c>), if it names one: back-channel logout refers to it.</summary>
    public string? ProviderSession { get; init; }

    /// <summary>
    /// The roles from the municipality's own provider. For accounts that IdBellen manages, the account's current roles apply instead.
    /// </summary>
    public bool IsAgent { get; init; }

    public bool IsAdmin { get; init; }

    /// <summary>The sealed ID token, which the provider requires at sign-out (OpenID Connect RP-Initiated Logout 1.0 section 2).</summary>
    public required byte[] IdTokenSealed { get; init; }

    public required string KeyId { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
