namespace IdBellen.Tenancy.Resource;

/// <summary>The types of condition on a <see cref="Municipality"/>. They are API: <c>kubectl wait</c> and alerts name them.</summary>
public static class ConditionTypes
{
    /// <summary>Those that tell of something out of the ordinary when True, and of nothing when False.</summary>
    public static readonly IReadOnlySet<string> Extraordinary = new HashSet<string>(StringComparer.Ordinal) { Rotating, Suspended, PilotEnding, Paused };

    /// <summary>The sum of all others: the municipality can be used.</summary>
    public const string Ready = "Ready";

    /// <summary>The specification is consistent and its references resolve.</summary>
    public const string SpecValid = "SpecValid";

    /// <summary>Its connections fit into what the PostgreSQL server can carry.</summary>
    public const string WithinConnectionBudget = "WithinConnectionBudget";

    public const string DatabaseReady = "DatabaseReady";

    public const string SchemaReady = "SchemaReady";

    public const string SecretsReady = "SecretsReady";

    public const string SignInReady = "SignInReady";

    public const string IrmaReachable = "IrmaReachable";

    /// <summary>The purge runs, and nothing is older than may be.</summary>
    public const string RetentionHonoured = "RetentionHonoured";

    /// <summary>True while its database password is being rotated; with the reason <c>Stalled</c> when that does not come to an end.</summary>
    public const string Rotating = "Rotating";

    /// <summary>True when new sessions are refused because the platform admin said so.</summary>
    public const string Suspended = "Suspended";

    /// <summary>True when the pilot ends within a week or has ended.</summary>
    public const string PilotEnding = "PilotEnding";

    /// <summary>True while the operator leaves the municipality as it is.</summary>
    public const string Paused = "Paused";
}
