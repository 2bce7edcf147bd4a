namespace IdBellen.Tenancy.Retention;

/// <summary>
/// The five lines that keep the promise of <c>spec.retention</c> (DESIGN §6). All hold in production: no setting reaches them. Tests switch off all but one,
/// to see that this one holds on its own.
/// </summary>
public sealed record RetentionLines
{
    /// <summary>Reads return nothing personal past its time, and no call that is over.</summary>
    public bool ReadGuard { get; init; } = true;

    /// <summary>A call that ends takes its session and number along before the answer.</summary>
    public bool EraseAtCallEnd { get; init; } = true;

    /// <summary>The operator's job, every minute.</summary>
    public bool Purge { get; init; } = true;

    /// <summary>Each api replica's timer, every minute.</summary>
    public bool Sweeper { get; init; } = true;

    /// <summary>The keys of a slot go at its deadline.</summary>
    public bool KeyErasure { get; init; } = true;

    /// <summary>The moment that reads compare expiries with: without the guard nothing ever expires for them.</summary>
    public DateTimeOffset ReadingAt(DateTimeOffset now) => ReadGuard ? now : DateTimeOffset.MinValue;
}
