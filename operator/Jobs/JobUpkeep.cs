using Hangfire;
using Hangfire.Client;
using IdBellen.Operator.Postgres;
using Npgsql;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// Maintenance that Hangfire does not do: restores recurring jobs that were disabled after five scheduling failures, deleted, or run in the
/// future by a replica with a wrong clock; and removes failed jobs, which Hangfire would keep forever.
/// </summary>
internal sealed class JobUpkeep(IEnumerable<ScheduledJob> scheduled, TimeProvider time)
{
    // States and parameters are deleted with their job. Jobs in the queue are waiting or running.
    private const string Forget =
        "DELETE FROM hangfire.job WHERE createdat < @before AND NOT EXISTS (SELECT FROM hangfire.jobqueue WHERE jobqueue.jobid = job.id)";

    /// <summary>Writes nothing if the schedule is correct.</summary>
    public async Task ExecuteAsync(
        JobStorage storage, IBackgroundJobFactory factory, NpgsqlDataSource connections, CancellationToken cancellationToken)
    {
        Keep(storage, factory);
        await using var connection = await connections.OpenConnectionAsync(cancellationToken);
        await using var forget = connection.Command(Forget, ("before", time.GetUtcNow() - JobTimings.Memory));
        await forget.ExecuteNonQueryAsync(cancellationToken);
    }

    private void Keep(JobStorage storage, IBackgroundJobFactory factory)
    {
        var jobs = new RecurringJobManager(storage, factory);
        using var connection = storage.GetConnection();
        foreach (var job in scheduled) job.Keep(jobs, connection, time.GetUtcNow());
    }
}
