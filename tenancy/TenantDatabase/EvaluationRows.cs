using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// Something that was counted and is not yet added to its day. Triggers write it in the transaction that deletes the session or call, or notes the
/// wrong code; it says nothing of whose it was. The api may only read it.
/// </summary>
public sealed class EvaluationEvent
{
    /// <summary>The quarter of an hour, which is enough to know the day in any time zone.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Empty for calls and wrong codes without one.</summary>
    public required string Purpose { get; init; }

    public Measure Measure { get; init; }

    /// <summary>0 where nothing is timed.</summary>
    public int Seconds { get; init; }

    public long Count { get; init; }
}

/// <summary>What was counted on one day so far; the platform database holds a copy. The api may only read it.</summary>
public sealed class EvaluationDay
{
    public DateOnly Day { get; init; }

    /// <summary>Empty for calls and wrong codes without one.</summary>
    public required string Purpose { get; init; }

    public Measure Measure { get; init; }

    /// <summary>The upper bound of the bucket (<see cref="DurationBuckets"/>); 0 where nothing is timed.</summary>
    public int Seconds { get; init; }

    public long Count { get; set; }

    /// <summary>Whether the platform database has this count.</summary>
    public bool Copied { get; set; }
}
