using System.Linq.Expressions;
using Hangfire;
using Hangfire.Storage;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// What Hangfire does again and again; registered as a service, it is scheduled when the job server starts. One that fails is not tried again before it is due again: a
/// retry with a growing delay would only come in between. It may run twice at once, and must bear that.
/// </summary>
public sealed class ScheduledJob
{
    // So much may the clocks of two replicas differ without a word.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly string id;
    private readonly Action<RecurringJobManager> schedule;

    private ScheduledJob(string id, Action<RecurringJobManager> schedule) => (this.id, this.schedule) = (id, schedule);

    /// <summary>One call, with ids as its only arguments. Occurrences that were missed are made good for by one.</summary>
    public static ScheduledJob Of<T>(string id, string cron, Expression<Func<T, Task>> call) => new(id, jobs =>
        jobs.AddOrUpdate(id, call, cron, new RecurringJobOptions { MisfireHandling = MisfireHandlingMode.Relaxed }));

    /// <summary>Sees to it that it is scheduled, whatever has become of its entry.</summary>
    public void Keep(RecurringJobManager jobs, IStorageConnection connection, DateTimeOffset now)
    {
        if (connection.GetRecurringJobs([id]) is [{ Removed: false } entry] && IsLater(entry.LastExecution ?? entry.CreatedAt, now + ClockTolerance))
            jobs.RemoveIfExists(id);
        schedule(jobs);
    }

    private static bool IsLater(DateTime? moment, DateTimeOffset than) => moment > than.UtcDateTime;
}
