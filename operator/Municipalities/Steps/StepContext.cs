using IdBellen.Kubernetes.Clients;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using k8s.Models;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The state shared by the steps of one reconciliation.</summary>
internal sealed class StepContext(Municipality municipality, ReconciledSecrets secrets)
{
    /// <summary>
    /// The requeue interval of a ready municipality: drift in PostgreSQL raises no event, and must be repaired within 60 s, of which its
    /// session may take ten to report what it wrote.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(40);

    private readonly List<ResourceEvent> events = [];

    /// <summary>The resource, once it is known with the specification that is in force.</summary>
    public Municipality Municipality { get; private set; } = municipality;

    /// <summary>The last accepted specification, of this generation or an older one; null if none exists or it is unknown.</summary>
    public MunicipalitySpec? InForce { get; set; }

    /// <summary>Why it is unknown whether the specification is accepted; null when it is known.</summary>
    public StepOutcome? Obstacle { get; set; }

    public string Uid => Municipality.Uid;

    /// <summary>The municipality's Secrets, both generated and referenced.</summary>
    public ReconciledSecrets Secrets => secrets;

    /// <summary>The names of the municipality's objects. Only for a valid municipality name, which the first step ensures.</summary>
    public TenantNames Names => field ??= new TenantNames(TenantName.Parse(Municipality.Metadata.Name), Uid);

    /// <summary>
    /// The session that holds the municipality's lock, for every step after the first; see <see cref="Platform.TenantLock"/>.
    /// </summary>
    public NpgsqlConnection Connection
    {
        get => field ?? throw new InvalidOperationException("Only the steps that run under the municipality's lock have a session.");
        set;
    }

    /// <summary>Whether the database was registered when this reconciliation began.</summary>
    public bool IsProvisioned { get; set; }

    /// <summary>The newest migration of the database, once it is known.</summary>
    public string? SchemaVersion { get; set; }

    /// <summary>The start of the oldest personal data in the database, as observed in this reconciliation; null without any.</summary>
    public DateTimeOffset? OldestRecordAt { get; set; }

    /// <summary>The api's login, as stored in the Secret; set by the step that maintains the Secrets.</summary>
    public V1Secret? DatabaseSecret { get; set; }

    /// <summary>The requeue interval while something short-lived is in progress; otherwise null.</summary>
    public TimeSpan? RequeueAfter { get; set; }

    /// <summary>Creations and repairs, to be published as events.</summary>
    public IReadOnlyList<ResourceEvent> Events => events;

    /// <summary>Makes all further steps use the specification in force instead of a refused one.</summary>
    public void UseInForce() =>
        Municipality = Municipality with { Spec = InForce ?? throw new InvalidOperationException("No specification is in force.") };

    /// <param name="step">The condition that the act belongs to.</param>
    /// <param name="acts">The actions, possibly none.</param>
    public void Did(string step, IReadOnlyList<string> acts)
    {
        if (acts.Count > 0) events.Add(new ResourceEvent("Reconcile", $"{step}Changed", string.Join(", ", acts)));
    }
}
