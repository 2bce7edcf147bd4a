namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>Who looked at which session when; without what was seen.</summary>
public sealed class DataAccess
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid AccountId { get; init; }

    public Guid SessionId { get; init; }

    /// <summary><c>overview</c>: saw the overview of a waiting call; <c>taken</c>: took the call and saw all.</summary>
    public required string Action { get; init; }
}

/// <summary>A one-time link that was used; it never works again.</summary>
public sealed class RedeemedLink
{
    /// <summary>SHA-256 of the link's random secret.</summary>
    public required byte[] TokenHash { get; init; }

    public DateTimeOffset RedeemedAt { get; init; }
}
