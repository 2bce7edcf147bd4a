using IdBellen.Tenancy.Settings;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>Options of statistical disclosure control. Must be the same for operator and api.</summary>
public sealed record EvaluationOptions
{
    public const string Section = "Evaluation";

    /// <summary>The smallest nonzero count that is published, 2 to 100.</summary>
    [SettingRange(2, 100)]
    public int Threshold { get; init; } = 5;
}
