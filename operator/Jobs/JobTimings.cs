using Hangfire.PostgreSql;
using Hangfire.Server;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// Hangfire's timings. Its defaults would break the retention of 60 minutes: a job of a crashed worker waits 30 minutes, an abandoned lock
/// lasts 10, a thread waits 5 after an outage, and failed jobs are kept forever.
/// </summary>
internal static class JobTimings
{
    /// <summary>
    /// A job whose worker has not sent a heartbeat for this long is given to another; heartbeats are sent five times as often.
    /// </summary>
    public static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(90);

    /// <summary>The age at which a lock is considered abandoned. Hangfire's locks are rows, which outlive a crashed process.</summary>
    public static readonly TimeSpan LockLifetime = TimeSpan.FromMinutes(1);

    /// <summary>The interval at which a worker polls for jobs.</summary>
    public static readonly TimeSpan QueuePoll = TimeSpan.FromSeconds(2);

    /// <summary>The interval at which each replica checks for due jobs.</summary>
    public static readonly TimeSpan SchedulePoll = TimeSpan.FromSeconds(5);

    /// <summary>The maximum back-off of Hangfire's threads after faults.</summary>
    public static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(10);

    /// <summary>The retention of finished jobs with their arguments, whatever their result.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>The interval at which the schedule is repaired and old jobs are removed.</summary>
    public static readonly TimeSpan Upkeep = TimeSpan.FromSeconds(30);

    public static PostgreSqlStorageOptions Storage() => new()
    {
        SchemaName = "hangfire",
        InvisibilityTimeout = Invisibility,
        UseSlidingInvisibilityTimeout = true,
        DistributedLockTimeout = LockLifetime,
        QueuePollInterval = QueuePoll,
        JobExpirationCheckInterval = TimeSpan.FromMinutes(1),
        // Nothing runs without Hangfire's tables, so fail visibly; the job server retries.
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
