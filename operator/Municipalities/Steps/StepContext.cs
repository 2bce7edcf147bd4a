using IdBellen.Operator.Runtime;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using k8s.Models;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The municipality that the steps work on, and what they tell each other and the status.</summary>
public sealed class StepContext(Municipality municipality)
{
    private readonly List<ResourceEvent> events = [];

    public Municipality Municipality { get; } = municipality;

    public string Uid => Municipality.Uid;

    /// <summary>What is called how. Only for a municipality whose name is valid, which the first step sees to.</summary>
    public TenantNames Names => field ??= new TenantNames(TenantName.Parse(Municipality.Metadata.Name));

    /// <summary>The newest migration of the database, once it is known.</summary>
    public string? SchemaVersion { get; set; }

    /// <summary>The beginning of the oldest personal data in the database, seen in this look; null when there is none.</summary>
    public DateTimeOffset? OldestRecordAt { get; set; }

    /// <summary>How the api logs in, as the API server has it; set by the step that keeps the Secrets.</summary>
    public V1Secret? DatabaseSecret { get; set; }

    /// <summary>When to look again, if something goes on that will soon be over; else null.</summary>
    public TimeSpan? LookAgainAfter { get; set; }

    /// <summary>What was made or repaired, to be published.</summary>
    public IReadOnlyList<ResourceEvent> Events => events;

    /// <param name="step">The condition that the act belongs to.</param>
    /// <param name="acts">What was done; none when nothing was.</param>
    public void Did(string step, IReadOnlyList<string> acts)
    {
        if (acts.Count > 0) events.Add(new ResourceEvent("Reconcile", $"{step}Changed", string.Join(", ", acts)));
    }
}
