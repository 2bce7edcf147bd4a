namespace IdBellen.Tenancy.Retention;

/// <summary>What a purge erased, in numbers only.</summary>
/// <param name="Calls">Calls that were over or too old.</param>
/// <param name="Sessions">Sessions, whether of such calls or by themselves.</param>
/// <param name="CallerNumbers">Caller's numbers taken out of calls that go on.</param>
/// <param name="Forgotten">Hashes of calls and numbers that were, invitations, agents who left, sign-ins that ended, and old lines of the logs.</param>
/// <param name="OldestAt">The beginning of the oldest session or caller's number that is left; null when none is.</param>
/// <param name="IsComplete">False when time was up, somebody else was at it, or a lock did not come free: the next purge goes on.</param>
public sealed record PurgeResult(long Calls, long Sessions, long CallerNumbers, long Forgotten, DateTimeOffset? OldestAt, bool IsComplete = true)
{
    /// <summary>Whether anyone who looks at calls or sessions would see a difference.</summary>
    public bool IsVisible => Calls + Sessions + CallerNumbers > 0;

    internal PurgeResult Plus(Purged kind, PurgedBatch batch) => kind switch
    {
        Purged.Calls => this with { Calls = Calls + batch.Erased, Sessions = Sessions + batch.WithThem },
        Purged.Sessions => this with { Sessions = Sessions + batch.Erased },
        Purged.CallerNumbers => this with { CallerNumbers = CallerNumbers + batch.Erased },
        _ => this with { Forgotten = Forgotten + batch.Erased },
    };
}

/// <summary>What kind of thing a step erases.</summary>
public enum Purged
{
    Calls,
    Sessions,
    CallerNumbers,
    Forgotten,
}

/// <param name="Found">How many it looked at; fewer than asked for when no more are free.</param>
/// <param name="Erased">How many of them went.</param>
/// <param name="WithThem">The sessions that went along with calls.</param>
internal sealed record PurgedBatch(long Found, long Erased, long WithThem);
