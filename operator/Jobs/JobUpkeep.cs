using Hangfire;
using Hangfire.Client;
using IdBellen.Operator.Postgres;
using Npgsql;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// What Hangfire does not do by itself. A recurring job that could not be scheduled five times it switches off for good, one that somebody deletes is gone, and one that a
/// replica with a wrong clock ran in the future waits for that time: all of them are put right. And it keeps failed jobs for ever; here all are forgotten alike.
/// </summary>
public sealed class JobUpkeep(IEnumerable<ScheduledJob> scheduled, TimeProvider time)
{
    // States and parameters go with their job. What is in the queue is still to be done, or being done.
    private const string Forget =
        "DELETE FROM hangfire.job WHERE createdat < @before AND NOT EXISTS (SELECT FROM hangfire.jobqueue WHERE jobqueue.jobid = job.id)";

    /// <summary>Writes nothing where all is well.</summary>
    public async Task ExecuteAsync(JobStorage storage, IBackgroundJobFactory factory, NpgsqlDataSource connections, CancellationToken cancellationToken)
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
