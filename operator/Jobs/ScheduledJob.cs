using System.Linq.Expressions;
using Hangfire;

namespace IdBellen.Operator.Jobs;

/// <summary>What Hangfire does again and again; registered as a service, it is scheduled when the job server starts.</summary>
public sealed class ScheduledJob
{
    private readonly Action<RecurringJobManager> schedule;

    private ScheduledJob(Action<RecurringJobManager> schedule) => this.schedule = schedule;

    /// <summary>One call, with ids as its only arguments. Occurrences that were missed are made good for by one.</summary>
    public static ScheduledJob Of<T>(string id, string cron, Expression<Func<T, Task>> call) => new(jobs =>
        jobs.AddOrUpdate(id, call, cron, new RecurringJobOptions { MisfireHandling = MisfireHandlingMode.Relaxed }));

    public void Schedule(RecurringJobManager jobs) => schedule(jobs);
}
