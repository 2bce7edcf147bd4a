namespace IdBellen.Tenancy.Retention;

/// <summary>
/// The five independent lines that enforce <c>spec.retention</c>. All are active in production, and no setting affects them. Tests disable
/// all but one, to verify that each works alone.
/// </summary>
public sealed record RetentionSwitches
{
    /// <summary>Reads return neither expired personal data nor calls that have ended.</summary>
    public bool ReadGuard { get; init; } = true;

    /// <summary>Ending a call erases its session and number before the response is sent.</summary>
    public bool EraseAtCallEnd { get; init; } = true;

    /// <summary>The operator's job, every minute.</summary>
    public bool Purge { get; init; } = true;

    /// <summary>Each api replica's timer, every minute.</summary>
    public bool Sweeper { get; init; } = true;

    /// <summary>The keys of a slot are destroyed at its deadline.</summary>
    public bool KeyErasure { get; init; } = true;

    /// <summary>The time that reads compare expiry times with; without this line nothing expires for them.</summary>
    public DateTimeOffset ReadingAt(DateTimeOffset now) => ReadGuard ? now : DateTimeOffset.MinValue;
}
