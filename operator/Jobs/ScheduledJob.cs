using System.Linq.Expressions;
using Hangfire;
using Hangfire.Storage;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// A recurring job. Registered as a service, it is scheduled when the job server starts. A failed run is not retried before the next one is
/// due. Runs may overlap, and the job must tolerate that.
/// </summary>
internal sealed class ScheduledJob
{
    // So much may the clocks of two replicas differ without a word.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly string id;
    private readonly Action<RecurringJobManager> schedule;

    private ScheduledJob(string id, Action<RecurringJobManager> schedule) => (this.id, this.schedule) = (id, schedule);

    /// <summary>The call to run; its only arguments may be ids. Missed occurrences are made up for by a single run.</summary>
    public static ScheduledJob Of<T>(string id, string cron, Expression<Func<T, Task>> call) => new(id, jobs =>
        jobs.AddOrUpdate(id, call, cron, new RecurringJobOptions { MisfireHandling = MisfireHandlingMode.Relaxed }));

    /// <summary>Ensures that the job is scheduled, whatever the state of its entry.</summary>
    public void Keep(RecurringJobManager jobs, IStorageConnection connection, DateTimeOffset now)
    {
        if (connection.GetRecurringJobs([id]) is [{ Removed: false } entry]
            && IsLater(entry.LastExecution ?? entry.CreatedAt, now + ClockTolerance))
            jobs.RemoveIfExists(id);
        schedule(jobs);
    }

    private static bool IsLater(DateTime? moment, DateTimeOffset than) => moment > than.UtcDateTime;
}
