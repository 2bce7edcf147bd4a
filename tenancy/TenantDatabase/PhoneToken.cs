namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// Lets the browser phone of one signed-in session dial in once. Deleted when it is used, with the sign-in, and with the call.
/// </summary>
public sealed class PhoneToken
{
    /// <summary>The time from issue to use: the page dials at once.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>A session has one token at a time: a new one replaces the previous one.</summary>
    public Guid SessionId { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>The agent's call; null for a check, which connects the phone with an echo.</summary>
    public Guid? CallId { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
