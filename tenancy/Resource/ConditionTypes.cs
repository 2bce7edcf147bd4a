namespace IdBellen.Tenancy.Resource;

/// <summary>The types of condition on a <see cref="Municipality"/>. They are API: <c>kubectl wait</c> and alerts name them.</summary>
public static class ConditionTypes
{
    /// <summary>The sum of all others: the municipality can be used.</summary>
    public const string Ready = "Ready";

    /// <summary>The specification is consistent and its references resolve.</summary>
    public const string SpecValid = "SpecValid";

    public const string DatabaseReady = "DatabaseReady";

    public const string SchemaReady = "SchemaReady";

    public const string SecretsReady = "SecretsReady";

    public const string SignInReady = "SignInReady";

    public const string IrmaReachable = "IrmaReachable";
}
