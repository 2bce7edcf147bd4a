using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.Server;
using Hangfire.States;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Operator.Runtime;
using Npgsql;
using LogProvider = Hangfire.Logging.LogProvider;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// Hangfire on the platform database, by <see cref="JobTimings"/>. Starts when the platform database is ready, and runs whatever Kubernetes does.
/// Put together here and not by Hangfire's own BackgroundJobServer, which has no setting for how long a thread waits after a fault.
/// </summary>
public sealed partial class JobServer(
    PostgresServer server, PlatformReadiness platform, JobUpkeep upkeep, IServiceScopeFactory scopes, TimeProvider time,
    ILoggerFactory loggers, ILogger<JobServer> logger) : BackgroundService
{
    // One for each job, so that none waits for another.
    private const int Workers = 4;

    private static readonly string[] Queues = [EnqueuedState.DefaultQueue];

    // For all jobs, also those whose code is not known any more. What Hangfire has as its own would try a failed job ten times.
    private static readonly JobFilterCollection Filters = new()
    {
        new AutomaticRetryAttribute { Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete },
        new StatisticsHistoryAttribute(),
    };

    /// <summary>Where the jobs stand; null until they are worked on.</summary>
    public JobStorage? Storage { get; private set; }

    /// <summary>True while jobs are being worked on.</summary>
    public bool IsRunning => Storage is not null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await platform.WaitAsync(stoppingToken);
        LogProvider.SetCurrentLogProvider(new JobLog(loggers));
        await using var connections = server.ForJobs();
        var factory = new BackgroundJobFactory(Filters);
        var storage = await PrepareAsync(connections, factory, stoppingToken);
        using var jobs = Start(storage, factory);
        Storage = storage;
        try
        {
            await KeepUpAsync(storage, factory, connections, stoppingToken);
        }
        finally
        {
            Storage = null;
            jobs.SendStop();
        }
    }

    private async Task<JobStorage> PrepareAsync(NpgsqlDataSource connections, BackgroundJobFactory factory, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                var options = JobTimings.Storage();
                var storage = new PostgreSqlStorage(new DataSourceConnectionFactory(connections, options), options) { JobExpirationTimeout = JobTimings.Memory };
                await upkeep.ExecuteAsync(storage, factory, connections, cancellationToken);
                return storage;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotStarted(logger, fault.GetType().Name);
                await Task.Delay(BackOff.Default.After(failures), time, cancellationToken);
            }
        }
    }

    private BackgroundProcessingServer Start(JobStorage storage, BackgroundJobFactory factory) => new(
        storage,
        [
            new Worker(Queues, new BackgroundJobPerformer(Filters, new AspNetCoreJobActivator(scopes)), new BackgroundJobStateChanger(Filters)).UseBackgroundPool(Workers),
            new RecurringJobScheduler(factory, JobTimings.SchedulePoll).UseBackgroundPool(1),
        ],
        // The dashboard shows these.
        new Dictionary<string, object>(StringComparer.Ordinal) { ["Queues"] = Queues, ["WorkerCount"] = Workers },
        JobTimings.Server());

    private async Task KeepUpAsync(JobStorage storage, BackgroundJobFactory factory, NpgsqlDataSource connections, CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(JobTimings.Upkeep, time, stoppingToken);
            try
            {
                await upkeep.ExecuteAsync(storage, factory, connections, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogUpkeepFailed(logger, fault.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job server could not start, trying again: {Fault}")]
    private static partial void LogNotStarted(ILogger logger, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule of the jobs could not be looked after, trying again: {Fault}")]
    private static partial void LogUpkeepFailed(ILogger logger, string fault);
}
