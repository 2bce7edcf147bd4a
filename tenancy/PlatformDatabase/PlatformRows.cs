namespace IdBellen.Tenancy.PlatformDatabase;

/// <summary>
/// A municipality that has a database: what the purge must know, so that it depends on neither Kubernetes nor the municipality's readiness.
/// </summary>
public sealed class Tenant
{
    /// <summary>The UID of the resource.</summary>
    public required string Uid { get; init; }

    public required string Name { get; init; }

    public TimeSpan WrapUp { get; set; }
}

/// <summary>
/// An IRMA session whose result somebody must fetch if no callback brings it. Holds ids only. A replica works on it while it holds the
/// lease; when it dies, another takes over.
/// </summary>
public sealed class FollowUp
{
    public Guid SessionId { get; init; }

    public required string TenantUid { get; init; }

    /// <summary>When to look next.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>How often we have looked; the pause grows with it.</summary>
    public int Looks { get; set; }

    public Guid? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }
}
