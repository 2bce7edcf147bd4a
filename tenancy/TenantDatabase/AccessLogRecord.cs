namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// An agent's access to a session, without what was seen. Each row is a record of Logboek Dataverwerkingen (docs/access-log.md) with stable
/// ids, so that a receiver can detect duplicates.
/// </summary>
public sealed class AccessLogRecord
{
    /// <summary>The processing activity of a row that an api wrote which knew of none.</summary>
    public const string UnknownActivity = "urn:idbellen:processing-activity:unknown";

    /// <summary>The delay before a record that the receiver refused is sent again.</summary>
    public static readonly TimeSpan RefusalPause = TimeSpan.FromHours(1);

    public long Id { get; init; }

    /// <summary>The time of the record, before the data was shown: both its start and end.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>That of the session (<see cref="Session.TraceId"/>).</summary>
    public Guid TraceId { get; init; }

    /// <summary>Eight random bytes, made by the database.</summary>
    public byte[]? SpanId { get; init; }

    /// <summary>That of the session (<see cref="Session.DataSubjectId"/>).</summary>
    public Guid DataSubjectId { get; init; }

    /// <summary>The activity in the municipality's register, as the resource named it at that moment: an absolute URI.</summary>
    public string ProcessingActivity { get; init; } = UnknownActivity;

    public Guid AccountId { get; init; }

    /// <summary>The agent's display name at that time.</summary>
    public string? AccountName { get; init; }

    public Guid SessionId { get; init; }

    /// <summary>
    /// <c>overview</c>: saw the overview of a waiting call, written once; <c>taken</c>: took the call, or was given it, and saw all;
    /// <c>confirmed</c>: saw all that the caller disclosed during the call; <c>link</c>: followed a link with the caller's data.
    /// </summary>
    public required string Action { get; init; }

    /// <summary>The Dutch label of the link, as the municipality wrote it.</summary>
    public string? Link { get; init; }

    /// <summary>When a receiver confirmed it; null while it waits for one.</summary>
    public DateTimeOffset? ExportedAt { get; set; }

    /// <summary>When the receiver last refused this record; it is sent again after <see cref="RefusalPause"/>.</summary>
    public DateTimeOffset? RefusedAt { get; set; }
}

/// <summary>A one-time link that was used; it never works again.</summary>
public sealed class RedeemedLink
{
    /// <summary>SHA-256 of the link's random secret.</summary>
    public required byte[] TokenHash { get; init; }

    public DateTimeOffset RedeemedAt { get; init; }
}
