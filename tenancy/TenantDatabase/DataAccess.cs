namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>Who looked at which session when; without what was seen.</summary>
public sealed class DataAccess
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>The agent's name at that moment.</summary>
    public string? AccountName { get; init; }

    public Guid SessionId { get; init; }

    /// <summary>
    /// <c>overview</c>: saw the overview of a waiting call, written once; <c>taken</c>: took the call, or was given it, and saw all;
    /// <c>confirmed</c>: saw all that the caller disclosed during the call; <c>link</c>: followed a link with the caller's data.
    /// </summary>
    public required string Action { get; init; }

    /// <summary>The Dutch label of the link, as the municipality wrote it.</summary>
    public string? Link { get; init; }
}

/// <summary>A one-time link that was used; it never works again.</summary>
public sealed class RedeemedLink
{
    /// <summary>SHA-256 of the link's random secret.</summary>
    public required byte[] TokenHash { get; init; }

    public DateTimeOffset RedeemedAt { get; init; }
}
