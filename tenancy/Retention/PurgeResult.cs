namespace IdBellen.Tenancy.Retention;

/// <summary>The numbers of rows that a purge erased.</summary>
/// <param name="Calls">Calls that were over or too old.</param>
/// <param name="Sessions">Sessions, whether of such calls or by themselves.</param>
/// <param name="CallerNumbers">Number of callers' numbers erased from active calls.</param>
/// <param name="Forgotten">Hashes of calls and numbers that were, invitations, agents who left, sign-ins that ended, and old lines of the
/// logs.</param>
/// <param name="OldestAt">The beginning of the oldest session or caller's number that is left; null when none is.</param>
/// <param name="IsComplete">
/// False when the time was up, another purge was in progress, or a lock was not released; the next purge continues.
/// </param>
public sealed record PurgeResult(
    long Calls, long Sessions, long CallerNumbers, long Forgotten, DateTimeOffset? OldestAt, bool IsComplete = true)
{
    /// <summary>Whether the purge changed anything visible in calls or sessions.</summary>
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
internal enum Purged
{
    Calls,
    Sessions,
    CallerNumbers,
    Forgotten,
}

/// <param name="Found">Number of rows examined; less than the batch size if no more unlocked rows exist.</param>
/// <param name="Erased">Number of rows erased.</param>
/// <param name="WithThem">The sessions that went along with calls.</param>
internal sealed record PurgedBatch(long Found, long Erased, long WithThem);
