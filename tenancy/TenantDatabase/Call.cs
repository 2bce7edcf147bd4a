namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>A live telephone call. The row is deleted when the call is finished; an <see cref="EndedCall"/> remembers only that it was.</summary>
public sealed class Call
{
    /// <summary>An exchange that has told nothing of a call for this long has lost it.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromMinutes(3);

    public Guid Id { get; init; }

    /// <summary>The exchange's own opaque name for the call.</summary>
    public required string CallReference { get; init; }

    /// <summary>Null when the caller isn't identified, or the session has expired.</summary>
    public Guid? SessionId { get; set; }

    public Session? Session { get; init; }

    /// <summary>True also after the session of an identified caller has expired.</summary>
    public bool Identified { get; set; }

    /// <summary>How the caller was identified; null when not.</summary>
    public IdentificationWay? Way { get; set; }

    public string? Purpose { get; set; }

    public DateTimeOffset ArrivedAt { get; init; }

    /// <summary>When the exchange last told something of it. An exchange that falls silent ends the call.</summary>
    public DateTimeOffset LastHeardAt { get; set; }

    /// <summary>The account of the agent who took the call.</summary>
    public Guid? TakenBy { get; set; }

    public string? TakenByName { get; set; }

    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>When anyone first took it; stays when it is given back. For the evaluation.</summary>
    public DateTimeOffset? FirstTakenAt { get; set; }

    /// <summary>The display name of the colleague who passed the call on to the agent who has it now.</summary>
    public string? TransferredBy { get; set; }

    public DateTimeOffset? HungUpAt { get; set; }

    /// <summary>When the call ended: hung up, or the exchange fell silent. Null while it goes on.</summary>
    public DateTimeOffset? EndedAt(DateTimeOffset now) => HungUpAt ?? (LastHeardAt + SilenceLimit <= now ? LastHeardAt + SilenceLimit : null);

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

/// <summary>
/// Wrong digits, for the throttle on one caller's number and the alert on a municipality's rate. Replicas share it by sharing this table;
/// rows live a quarter of an hour.
/// </summary>
public sealed class WrongCode
{
    /// <summary>How long it counts, and is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public long Id { get; init; }

    /// <summary>Keyed hash of the caller's number; null when the exchange does not know it.</summary>
    public byte[]? CallerHash { get; init; }

    public DateTimeOffset At { get; init; }
}
