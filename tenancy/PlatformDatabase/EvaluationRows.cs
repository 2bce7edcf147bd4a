using IdBellen.Tenancy.Counts;
using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Tenancy.PlatformDatabase;

/// <summary>
/// A copy of a municipality's <see cref="TenantDatabase.EvaluationDay"/>, from which its report is made when it is taken down.
/// </summary>
public sealed class TenantEvaluationDay
{
    public required string TenantUid { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Empty for calls and wrong codes without one.</summary>
    public required string Purpose { get; init; }

    public Measure Measure { get; init; }

    /// <summary>The upper bound of the bucket (<see cref="DurationBuckets"/>); 0 where nothing is timed.</summary>
    public int Seconds { get; init; }

    public long Count { get; set; }
}

/// <summary>What remains of a deleted municipality: its evaluation, with suppressed counts.</summary>
public sealed class EvaluationReport
{
    /// <summary>The UID that the resource had.</summary>
    public required string TenantUid { get; init; }

    public required string Name { get; init; }

    /// <summary>The first day on which something was counted.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last one.</summary>
    public DateOnly Until { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>A <see cref="KeptReport"/> as JSON.</summary>
    public required string Report { get; init; }
}
