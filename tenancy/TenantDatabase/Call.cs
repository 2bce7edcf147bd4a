namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>A live telephone call. The row is deleted when the call is finished; an <see cref="EndedCall"/> remembers only that it was.</summary>
public sealed class Call
{
    public Guid Id { get; init; }

    /// <summary>The exchange's own opaque name for the call.</summary>
    public required string CallReference { get; init; }

    /// <summary>Null when the caller isn't identified, or the session has expired.</summary>
    public Guid? SessionId { get; set; }

    public Session? Session { get; init; }

    /// <summary>True also after the session of an identified caller has expired.</summary>
    public bool Identified { get; set; }

    public string? Purpose { get; set; }

    public DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The account of the agent who took the call.</summary>
    public Guid? TakenBy { get; set; }

    public string? TakenByName { get; set; }

    public DateTimeOffset? TakenAt { get; set; }

    public DateTimeOffset? HungUpAt { get; set; }

    public byte[]? CallerNumberSealed { get; set; }

    public required string KeyId { get; init; }

    /// <summary>From this moment the caller's number is not read, and it is purged.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>
/// A call that was finished: a late or repeated report must not bring it back. Holds the SHA-256 of the call reference and a time,
/// for four hours.
/// </summary>
public sealed class EndedCall
{
    public required byte[] ReferenceHash { get; init; }

    public DateTimeOffset EndedAt { get; init; }
}

/// <summary>The answer that was given to one attempt of one call: a repeated question gets the same answer.</summary>
public sealed class CodeAttempt
{
    public required byte[] ReferenceHash { get; init; }

    public int Attempt { get; init; }

    public required string Outcome { get; init; }

    public required string Next { get; init; }

    public DateTimeOffset At { get; init; }
}
