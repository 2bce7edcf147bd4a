namespace IdBellen.Tenancy.Resource;

/// <summary>The types of condition on a <see cref="Municipality"/>. They are API: <c>kubectl wait</c> and alerts name them.</summary>
public static class ConditionTypes
{
    /// <summary>The abnormal-true conditions: True reports something unusual, False is normal.</summary>
    public static readonly IReadOnlySet<string> Extraordinary =
        new HashSet<string>(StringComparer.Ordinal) { Rotating, Suspended, PilotEnding, Paused };

    /// <summary>The summary of all others: the municipality is ready for use.</summary>
    public const string Ready = "Ready";

    /// <summary>The specification is consistent and its references resolve.</summary>
    public const string SpecValid = "SpecValid";

    /// <summary>The municipality's connections fit within the connection budget of the PostgreSQL server.</summary>
    public const string WithinConnectionBudget = "WithinConnectionBudget";

    public const string DatabaseReady = "DatabaseReady";

    public const string SchemaReady = "SchemaReady";

    public const string SecretsReady = "SecretsReady";

    public const string SignInReady = "SignInReady";

    public const string IrmaReachable = "IrmaReachable";

    /// <summary>The purge runs, and no personal data is older than the retention.</summary>
    public const string RetentionHonoured = "RetentionHonoured";

    /// <summary>True while the database password is being rotated; with the reason Stalled when that takes too long.</summary>
    public const string Rotating = "Rotating";

    /// <summary>True when the platform admin has suspended the municipality, so that new sessions are refused.</summary>
    public const string Suspended = "Suspended";

    /// <summary>True when the pilot ends within a week or has ended.</summary>
    public const string PilotEnding = "PilotEnding";

    /// <summary>True while reconciliation is paused.</summary>
    public const string Paused = "Paused";
}
