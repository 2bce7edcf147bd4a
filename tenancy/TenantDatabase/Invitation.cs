namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>An agent's invitation to the caller of a live call to identify now. It goes when it is used, when it is too old, and with its call.</summary>
public sealed class Invitation
{
    public Guid CallId { get; init; }

    /// <summary>Keyed hash of the short code that is read out.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>The short code, so that the agent who has the call sees it again after a reload.</summary>
    public required byte[] CodeSealed { get; init; }

    public required string KeyId { get; init; }

    public required string Purpose { get; init; }

    /// <summary>How many sessions were started with it.</summary>
    public int Uses { get; set; }

    public DateTimeOffset ExpiresAt { get; init; }
}
