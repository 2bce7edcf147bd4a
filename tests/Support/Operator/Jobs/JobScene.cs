using Hangfire.PostgreSql;
using IdBellen.Operator.Jobs;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Retention;
using Npgsql;

namespace IdBellen.Tests.Support.Operator.Jobs;

/// <summary>What tests of the jobs do to Hangfire's tables, and ask of them.</summary>
internal static class JobScene
{
    /// <summary>
    /// The purge comes each minute, and soon after it was made due; unless the operator has just set its schedule right again, then with
    /// the minute.
    /// </summary>
    public static readonly TimeSpan PurgePatience = TimeSpan.FromSeconds(90);

    /// <summary>Hangfire's: the scheduler's, the recurring job's own, and that of who removes what is old.</summary>
    public static IReadOnlyList<string> Locks { get; } = ["recurring-jobs:lock", "lock:recurring-job:purge", "locks:expirationmanager"];

    /// <summary>
    /// The purge is due each minute; this makes it due now. Hangfire counts from when it ran last, or was scheduled first, so that this
    /// must be a while ago too: else it corrects the schedule and waits for the minute.
    /// </summary>
    public static Task DueNowAsync(this TestPlatform platform) => platform.Postgres.ExecuteAsync(
        """
        UPDATE hangfire.hash SET value = to_char(now() AT TIME ZONE 'UTC' - interval '2 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
            WHERE key = 'recurring-job:purge' AND field IN ('LastExecution', 'CreatedAt');
        UPDATE hangfire.hash SET value = to_char(now() AT TIME ZONE 'UTC' - interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
            WHERE key = 'recurring-job:purge' AND field = 'NextExecution';
        UPDATE hangfire.set SET score = extract(epoch FROM now()) - 1 WHERE key = 'recurring-jobs' AND value = 'purge'
        """,
        platform.Database);

    /// <summary>The id of a purge in one of Hangfire's states, the newest.</summary>
    public static async Task<string?> PurgeAsync(this TestPlatform platform, string state) => (await platform.Postgres.QueryAsync(
        $"SELECT id FROM hangfire.job WHERE statename = '{state}' AND invocationdata->>'Type' LIKE '%RetentionJob%' ORDER BY id DESC "
            + $"LIMIT 1", platform.Database)).SingleOrDefault();

    public static async Task<string?> StateAsync(this TestPlatform platform, string job) =>
        (await platform.Postgres.QueryAsync($"SELECT statename FROM hangfire.job WHERE id = {job}", platform.Database)).SingleOrDefault();

    /// <summary>
    /// Hangfire on the platform's tables, as another process would have it; the storage works as long as the connections live.
    /// </summary>
    public static (NpgsqlDataSource Connections, PostgreSqlStorage Storage) Hangfire(this TestPlatform platform, bool prepare = false)
    {
        var source = NpgsqlDataSource.Create(platform.Postgres.OperatorConnection(platform.Database) + ";Pooling=false");
        var options = JobTimings.Storage();
        options.PrepareSchemaIfNecessary = prepare;
        return (source, new PostgreSqlStorage(new DataSourceConnectionFactory(source, options), options));
    }

    /// <summary>A municipality with a session that a purge has to erase.</summary>
    public static async Task<PurgedDatabase> ReadyWithExpiredSessionAsync(this TestPlatform platform, string example = "arnhem")
    {
        await platform.ReadyAsync((await platform.ApplyAsync(example)).Metadata.Name);
        return await platform.AddExpiredSessionAsync(example);
    }

    /// <summary>A municipality that is ready gets a session that a purge has to erase.</summary>
    public static async Task<PurgedDatabase> AddExpiredSessionAsync(this TestPlatform platform, string example = "arnhem")
    {
        var database = await PurgedDatabase.OpenAsync(platform, platform.Names(example).Database, TimeProvider.System.GetUtcNow());
        await database.AddSessionAsync(expires: -TimeSpan.FromSeconds(1));
        return database;
    }

    /// <summary>Locks the table of sessions, also against readers: a purge waits from its first statement on.</summary>
    public static async Task<NpgsqlTransaction> HoldSessionAsync(this PurgedDatabase database)
    {
        var holder = await database.Connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("LOCK TABLE session IN ACCESS EXCLUSIVE MODE", database.Connection, holder);
        await hold.ExecuteNonQueryAsync();
        return holder;
    }

    /// <summary>A purge has begun and waits for the lock.</summary>
    public static Task PurgeWaitsAsync(this TestPlatform platform, string example = "arnhem") => Eventually.BeTrueAsync(
        async () => await platform.WaitingPurgesAsync(example) > 0, PurgePatience, "a purge waits for a lock");

    /// <summary>
    /// How many purges of a municipality wait for a lock; one that is at work has taken its turn by an advisory lock, which nobody else
    /// there holds.
    /// </summary>
    public static async Task<int> WaitingPurgesAsync(
        this TestPlatform platform, string example = "arnhem") => (await platform.Postgres.QueryAsync(
        $"""
        SELECT pid FROM pg_stat_activity WHERE datname = '{platform.Names(example).Database}' AND wait_event_type = 'Lock'
            AND EXISTS (SELECT FROM pg_locks WHERE pg_locks.pid = pg_stat_activity.pid AND locktype = 'advisory' AND granted)
        """)).Count;
}
