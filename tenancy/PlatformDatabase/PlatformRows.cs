using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.PlatformDatabase;

/// <summary>
/// A municipality that was admitted to the server: what the jobs must know, so that they depend on neither Kubernetes nor the
/// municipality's readiness.
/// </summary>
public sealed class Tenant
{
    /// <summary>The UID of the resource.</summary>
    public required string Uid { get; init; }

    public required string Name { get; init; }

    public TimeSpan WrapUp { get; set; }

    /// <summary>How long personal data may live there.</summary>
    public TimeSpan Retention { get; set; }

    /// <summary>An IANA time zone: where its days begin and end.</summary>
    public string TimeZone { get; set; } = TimeZones.Default;

    /// <summary>When it got its share of the connection budget.</summary>
    public DateTimeOffset AdmittedAt { get; init; }

    /// <summary>When its database had its tables; null before. The purge works on those that have one.</summary>
    public DateTimeOffset? ProvisionedAt { get; set; }

    /// <summary>When the resource is to be deleted: the pilot's end and its grace period; null without an end.</summary>
    public DateTimeOffset? DeleteAt { get; set; }

    /// <summary>When the purge last came to its end.</summary>
    public DateTimeOffset? PurgedAt { get; set; }

    /// <summary>The beginning of the oldest session or call that the last purge left; null when it left none.</summary>
    public DateTimeOffset? OldestRecordAt { get; set; }

    /// <summary>How many records of the access log no receiver has confirmed yet; null where there is no receiver.</summary>
    public long? AccessLogWaiting { get; set; }
}

/// <summary>
/// An api process. It writes its row before it serves anything and every few seconds; one that was not seen for
/// <see cref="Lifetime"/> is taken for dead.
/// </summary>
public sealed class Replica
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    public Guid Id { get; init; }

    /// <summary>By the database's clock, which all replicas share.</summary>
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
/// The teardown of a municipality: what was found while it goes on, and the signed receipt once it is complete. Names and numbers only.
/// </summary>
public sealed class Teardown
{
    /// <summary>The UID of the resource.</summary>
    public required string Uid { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    /// <summary>What the stages have found and done so far, as JSON: it must survive the operator, for afterwards nobody can count.</summary>
    public string Facts { get; set; } = "{}";

    /// <summary>The signed receipt, byte for byte as it was handed out; null while the teardown goes on.</summary>
    public string? Receipt { get; set; }
}

/// <summary>
/// An api process that follows IRMA sessions. One renewal holds the lease on all its sessions; when it runs out, others take them over.
/// </summary>
public sealed class Follower
{
    public Guid Id { get; init; }

    /// <summary>By the database's clock, which all replicas share.</summary>
    public DateTimeOffset AliveUntil { get; set; }
}

/// <summary>An IRMA session whose result somebody must fetch if no callback brings it. Holds ids only.</summary>
public sealed class FollowUp
{
    public Guid SessionId { get; init; }

    public required string TenantUid { get; init; }

    /// <summary>Nobody needs to look before.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Who follows it; null, or a <see cref="Follower"/> whose lease has run out: nobody.</summary>
    public Guid? Owner { get; set; }
}

/// <summary>A platform admin who is signed in at the operator's dashboard. Nothing tells who.</summary>
public sealed class DashboardSession
{
    /// <summary>SHA-256 of the 256 random bits in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
