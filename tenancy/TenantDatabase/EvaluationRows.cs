using IdBellen.Tenancy.Counts;

namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// A counted event that is not yet added to its day. Written by triggers in the transaction that deletes the session or call, or records
/// the wrong code; contains no reference to it. The api may only read it.
/// </summary>
public sealed class EvaluationEvent
{
    /// <summary>The quarter of an hour, which determines the day in any time zone.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Empty for calls and wrong codes without one.</summary>
    public required string Purpose { get; init; }

    public Measure Measure { get; init; }

    /// <summary>0 where nothing is timed.</summary>
    public int Seconds { get; init; }

    public long Count { get; init; }
}

/// <summary>The counts of one day so far; the platform database has a copy. The api can only read it.</summary>
public sealed class EvaluationDay
{
    public DateOnly Day { get; init; }

    /// <summary>Empty for calls and wrong codes without one.</summary>
    public required string Purpose { get; init; }

    public Measure Measure { get; init; }

    /// <summary>The upper bound of the bucket (<c>DurationBuckets</c>); 0 where nothing is timed.</summary>
    public int Seconds { get; init; }

    public long Count { get; set; }

    /// <summary>Whether the platform database has this count.</summary>
    public bool Copied { get; set; }
}
