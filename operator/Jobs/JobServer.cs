using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.Server;
using Hangfire.States;
using IdBellen.Kubernetes.Controllers;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using Npgsql;
using LogProvider = Hangfire.Logging.LogProvider;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// Runs Hangfire on the platform database, with <see cref="JobTimings"/>. Starts when the platform database is ready, independently of
/// Kubernetes. Assembled here because Hangfire's own <c>BackgroundJobServer</c> has no setting for the delay after a fault.
/// </summary>
internal sealed partial class JobServer(
    PostgresServer server, PlatformReadiness platform, JobUpkeep upkeep, IServiceScopeFactory scopes, TimeProvider time,
    ILoggerFactory loggers, ILogger<JobServer> logger) : BackgroundService
{
    // One for each job, so that none waits for another.
    private const int Workers = 4;

    private static readonly string[] Queues = [EnqueuedState.DefaultQueue];

    // For all jobs, including those whose code no longer exists. Hangfire's defaults would retry a failed job ten times.
    private static readonly JobFilterCollection Filters = new()
    {
        new AutomaticRetryAttribute { Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete },
        new StatisticsHistoryAttribute(),
    };

    /// <summary>The storage of the jobs; null until the server runs.</summary>
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

    private async Task<JobStorage> PrepareAsync(
        NpgsqlDataSource connections, BackgroundJobFactory factory, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                var options = JobTimings.Storage();
                var storage = new PostgreSqlStorage(new DataSourceConnectionFactory(connections, options),
                    options)
                { JobExpirationTimeout = JobTimings.Memory };
                await upkeep.ExecuteAsync(storage, factory, connections, cancellationToken);
                return storage;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotStarted(logger, new SafeFault(fault));
                await Task.Delay(BackOff.Default.After(failures), time, cancellationToken);
            }
        }
    }

    private BackgroundProcessingServer Start(JobStorage storage, BackgroundJobFactory factory) => new(
        storage,
        [
            new Worker(Queues, new BackgroundJobPerformer(Filters, new AspNetCoreJobActivator(scopes)),
                new BackgroundJobStateChanger(Filters)).UseBackgroundPool(Workers),
            new RecurringJobScheduler(factory, JobTimings.SchedulePoll).UseBackgroundPool(1),
        ],
        // The dashboard shows these.
        new Dictionary<string, object>(StringComparer.Ordinal) { ["Queues"] = Queues, ["WorkerCount"] = Workers },
        JobTimings.Server());

    private async Task KeepUpAsync(
        JobStorage storage, BackgroundJobFactory factory, NpgsqlDataSource connections, CancellationToken stoppingToken)
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
                LogUpkeepFailed(logger, new SafeFault(fault));
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job server could not start: {Fault}; retrying")]
    private static partial void LogNotStarted(ILogger logger, SafeFault fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule of the jobs could not be updated: {Fault}; retrying")]
    private static partial void LogUpkeepFailed(ILogger logger, SafeFault fault);
}
