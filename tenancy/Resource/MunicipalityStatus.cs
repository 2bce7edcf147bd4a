namespace IdBellen.Tenancy.Resource;

/// <summary>The observed state, for people and <c>kubectl wait</c>; no step of the operator relies on it.</summary>
public sealed record MunicipalityStatus
{
    public long? ObservedGeneration { get; init; }

    public IReadOnlyList<MunicipalityCondition> Conditions { get; init; } = [];

    public StatusUrls? Urls { get; init; }

    /// <summary>The latest migration applied to the municipality's database.</summary>
    public string? SchemaVersion { get; init; }

    /// <summary>Only while the resource is being deleted.</summary>
    public TeardownStatus? Teardown { get; init; }

    public MunicipalityCondition? Condition(string type) =>
        Conditions.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.Ordinal));
}

/// <summary>A condition as <c>metav1.Condition</c> has it.</summary>
public sealed record MunicipalityCondition
{
    public string Type { get; init; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; init; } = "Unknown";

    /// <summary>A CamelCase word that programs may test.</summary>
    public string Reason { get; init; } = "";

    /// <summary>A sentence that a person can act on.</summary>
    public string Message { get; init; } = "";

    public DateTime? LastTransitionTime { get; init; }

    public long? ObservedGeneration { get; init; }
}

public sealed record StatusUrls
{
    public string Agents { get; init; } = "";

    /// <summary>HTML that embeds the button in a municipal page.</summary>
    public string WidgetSnippet { get; init; } = "";
}

public sealed record TeardownStatus
{
    public string Stage { get; init; } = "";
}
