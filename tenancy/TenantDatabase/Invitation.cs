namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// An agent's invitation to the caller of a live call to identify now. Deleted when it is used, when it expires, and with its call.
/// </summary>
public sealed class Invitation
{
    public Guid CallId { get; init; }

    /// <summary>Keyed hash of the short code that is read out.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>The short code, so that the agent who has the call sees it again after a reload.</summary>
    public required byte[] CodeSealed { get; init; }

    public required string KeyId { get; init; }

    public required string Purpose { get; init; }

    /// <summary>Number of sessions started with it: 0 or 1.</summary>
    public int Uses { get; set; }

    public DateTimeOffset ExpiresAt { get; init; }
}
