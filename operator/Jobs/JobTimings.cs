using Hangfire.PostgreSql;
using Hangfire.Server;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// Hangfire's times. Its own would break a promise of sixty minutes: a job of a dead worker waits 30 minutes, a lock that is left behind stands for 10, after an
/// outage a thread waits 5 before it tries again, and what failed is kept for good.
/// </summary>
public static class JobTimings
{
    /// <summary>A job that its worker has not spoken for so long is given to another; a living one speaks every fifth of it.</summary>
    public static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(90);

    /// <summary>Hangfire's locks are rows, and so outlive a process that dies; from this age on anybody removes one.</summary>
    public static readonly TimeSpan LockLifetime = TimeSpan.FromMinutes(1);

    /// <summary>How often a worker looks for jobs.</summary>
    public static readonly TimeSpan QueuePoll = TimeSpan.FromSeconds(2);

    /// <summary>How often each replica looks whether a job is due.</summary>
    public static readonly TimeSpan SchedulePoll = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait of one of Hangfire's threads after a fault, however often it has failed.</summary>
    public static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(10);

    /// <summary>How long a job is remembered, with its arguments: done, failed, deleted or lost.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>How often the schedule is looked after, and old jobs are forgotten.</summary>
    public static readonly TimeSpan Upkeep = TimeSpan.FromSeconds(30);

    public static PostgreSqlStorageOptions Storage() => new()
    {
        SchemaName = "hangfire",
        InvisibilityTimeout = Invisibility,
        UseSlidingInvisibilityTimeout = true,
        DistributedLockTimeout = LockLifetime,
        QueuePollInterval = QueuePoll,
        JobExpirationCheckInterval = TimeSpan.FromMinutes(1),
        // Without its tables nothing runs, so nothing may look as if it did; the job server tries again by itself.
        AllowDegradedModeWithoutStorage = false,
        StartupConnectionMaxRetries = 0,
    };

    public static BackgroundProcessingServerOptions Server() => new()
    {
        RetryDelay = RetryDelay,
        RestartDelay = TimeSpan.FromSeconds(5),
        HeartbeatInterval = TimeSpan.FromSeconds(15),
        ServerTimeout = TimeSpan.FromMinutes(2),
        ServerCheckInterval = TimeSpan.FromMinutes(1),
        ShutdownTimeout = TimeSpan.FromSeconds(10),
    };

    /// <param name="attempt">Faults in a row, from 1.</param>
    public static TimeSpan RetryDelay(int attempt) => TimeSpan.FromSeconds(Math.Min(attempt, MaxRetryDelay.TotalSeconds));
}
