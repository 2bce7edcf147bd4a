namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>An agent who has the agents' page open. Renewed by the replicas that hold the page's streams.</summary>
public sealed class AgentPresence
{
    /// <summary>An agent who was not seen for this long is away.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    public Guid AccountId { get; init; }

    public required string DisplayName { get; set; }

    /// <summary>False while the agent takes a break: calls go to others.</summary>
    public bool Available { get; set; }

    public DateTimeOffset SeenAt { get; set; }
}
