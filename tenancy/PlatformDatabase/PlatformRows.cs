using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.PlatformDatabase;

/// <summary>
/// A municipality admitted to the server, with what the jobs need, so that they depend on neither Kubernetes nor readiness.
/// </summary>
public sealed class Tenant
{
    /// <summary>The UID of the resource.</summary>
    public required string Uid { get; init; }

    public required string Name { get; init; }

    public TimeSpan WrapUp { get; set; }

    /// <summary>The retention period of personal data.</summary>
    public TimeSpan Retention { get; set; }

    /// <summary>The IANA time zone of the municipality's days.</summary>
    public string TimeZone { get; set; } = TimeZones.Default;

    /// <summary>When it got its share of the connection budget.</summary>
    public DateTimeOffset AdmittedAt { get; init; }

    /// <summary>The time at which the database was migrated; null before. The purge skips municipalities without it.</summary>
    public DateTimeOffset? ProvisionedAt { get; set; }

    /// <summary>When the resource is to be deleted: the pilot's end and its grace period; null without an end.</summary>
    public DateTimeOffset? DeleteAt { get; set; }

    /// <summary>When the purge last came to its end.</summary>
    public DateTimeOffset? PurgedAt { get; set; }

    /// <summary>The beginning of the oldest session or call that the last purge left; null when it left none.</summary>
    public DateTimeOffset? OldestRecordAt { get; set; }

    /// <summary>Number of access log records that the receiver has not confirmed yet; null without a receiver.</summary>
    public long? AccessLogWaiting { get; set; }
}

/// <summary>
/// An api process. It writes its row before it serves requests and every few seconds; one not seen for <see cref="Lifetime"/> counts as
/// dead.
/// </summary>
public sealed class Replica
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    public Guid Id { get; init; }

    /// <summary>The time according to the database's clock, which all replicas share.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>False until it has listed the municipalities: what it will use is not known yet.</summary>
    public bool Synced { get; set; }
}

/// <summary>A municipality that a replica serves, and with which credentials.</summary>
public sealed class ReplicaTenant
{
    public Guid ReplicaId { get; init; }

    public required string TenantUid { get; init; }

    /// <summary>
    /// The resource version of the <c>&lt;name&gt;-database</c> Secret whose credentials it uses. While it still drains older ones, the
    /// older version.
    /// </summary>
    public required string SecretVersion { get; set; }
}

/// <summary>
/// The teardown of a municipality: findings while it is in progress, and the signed receipt once it is complete. Names and numbers only.
/// </summary>
public sealed class Teardown
{
    /// <summary>The UID of the resource.</summary>
    public required string Uid { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    /// <summary>The findings of the stages so far, as JSON. Stored, because they cannot be determined again afterwards.</summary>
    public string Facts { get; set; } = "{}";

    /// <summary>The signed receipt, byte for byte as issued; null until the teardown is complete.</summary>
    public string? Receipt { get; set; }
}

/// <summary>
/// An api process that follows IRMA sessions. One renewal holds the lease on all its sessions; when it runs out, others take them over.
/// </summary>
public sealed class Follower
{
    public Guid Id { get; init; }

    /// <summary>The time according to the database's clock, which all replicas share.</summary>
    public DateTimeOffset AliveUntil { get; set; }
}

/// <summary>An IRMA session whose result must be fetched if no callback delivers it. Contains ids only.</summary>
public sealed class FollowUp
{
    public Guid SessionId { get; init; }

    public required string TenantUid { get; init; }

    /// <summary>The time of the next poll.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>The replica that follows it; null, or a <see cref="Follower"/> with an expired lease, if none does.</summary>
    public Guid? Owner { get; set; }
}

/// <summary>The session of a platform admin at the operator's dashboard, without their identity.</summary>
public sealed class DashboardSession
{
    /// <summary>SHA-256 of the 256 random bits in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
