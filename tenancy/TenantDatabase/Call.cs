namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// A live telephone call. The row is deleted when the call is finished; an <see cref="EndedCall"/> remembers only that it was.
/// </summary>
public sealed class Call
{
    /// <summary>Maximum time between reports of the exchange. After that the call counts as ended.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromMinutes(3);

    public Guid Id { get; init; }

    /// <summary>The exchange's own opaque name for the call.</summary>
    public required string CallReference { get; init; }

    /// <summary>Null when the caller isn't identified, or the session has expired.</summary>
    public Guid? SessionId { get; set; }

    public Session? Session { get; init; }

    /// <summary>True also after the session of an identified caller has expired.</summary>
    public bool Identified { get; set; }

    /// <summary>How the caller was identified; null for an unidentified caller.</summary>
    public IdentificationWay? Way { get; set; }

    public string? Purpose { get; set; }

    public DateTimeOffset ArrivedAt { get; init; }

    /// <summary>When the exchange last reported on it. A call without reports ends.</summary>
    public DateTimeOffset LastHeardAt { get; set; }

    /// <summary>The account of the agent who took the call.</summary>
    public Guid? TakenBy { get; set; }

    public string? TakenByName { get; set; }

    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>When an agent first took it; kept when the call returns to the queue. For the evaluation.</summary>
    public DateTimeOffset? FirstTakenAt { get; set; }

    /// <summary>The display name of the colleague who passed the call on to the agent who has it now.</summary>
    public string? TransferredBy { get; set; }

    /// <summary>Whether the exchange says that agent and caller are connected.</summary>
    public bool IsConnected { get; set; }

    public DateTimeOffset? HungUpAt { get; set; }

    /// <summary>When the call ended: the caller hung up, or the exchange stopped reporting. Null for an active call.</summary>
    public DateTimeOffset? EndedAt(DateTimeOffset now) =>
        HungUpAt ?? (LastHeardAt + SilenceLimit <= now ? LastHeardAt + SilenceLimit : null);

    public byte[]? CallerNumberSealed { get; set; }

    public required string KeyId { get; init; }

    /// <summary>The time after which the caller's number is no longer read, and is purged.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>
/// A call that has ended, so that a late or repeated report does not revive it. Contains the SHA-256 of the call reference and a time, for
/// four hours.
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

/// <summary>
/// Wrong codes, for the rate limit on a caller's number and the alert on a municipality's rate, shared by all replicas. Rows are kept for
/// 15 minutes.
/// </summary>
public sealed class WrongCode
{
    /// <summary>The time for which an attempt counts and is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public long Id { get; init; }

    /// <summary>Keyed hash of the caller's number; null if the exchange does not report one.</summary>
    public byte[]? CallerHash { get; init; }

    public DateTimeOffset At { get; init; }
}
