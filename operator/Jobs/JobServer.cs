using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Operator.Runtime;
using Npgsql;
using LogProvider = Hangfire.Logging.LogProvider;

namespace IdBellen.Operator.Jobs;

/// <summary>
/// Hangfire on the platform database, with the defaults changed that would break a promise of sixty minutes: a job whose worker died is
/// picked up after two minutes instead of thirty, a lock left behind is free after one instead of ten, and what succeeded is forgotten
/// after an hour. Starts when the platform database is ready, and runs whatever Kubernetes does.
/// </summary>
public sealed partial class JobServer(
    PostgresServer server, PlatformReadiness platform, IEnumerable<ScheduledJob> scheduled, IServiceScopeFactory scopes, TimeProvider time,
    ILoggerFactory loggers, ILogger<JobServer> logger) : BackgroundService
{
    private static readonly PostgreSqlStorageOptions Storage = new()
    {
        SchemaName = "hangfire",
        InvisibilityTimeout = TimeSpan.FromMinutes(2),
        UseSlidingInvisibilityTimeout = true,
        DistributedLockTimeout = TimeSpan.FromMinutes(1),
        QueuePollInterval = TimeSpan.FromSeconds(2),
        PrepareSchemaIfNecessary = true,
    };

    /// <summary>True while jobs are being worked on.</summary>
    public bool IsRunning { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await platform.WaitAsync(stoppingToken);
        await using var connections = server.ForJobs();
        using var jobs = await StartAsync(connections, stoppingToken);
        IsRunning = true;
        try
        {
            await jobs.WaitForShutdownAsync(stoppingToken);
        }
        finally
        {
            IsRunning = false;
            jobs.SendStop();
        }
    }

    private async Task<BackgroundJobServer> StartAsync(NpgsqlDataSource connections, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return Start(connections);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotStarted(logger, fault.GetType().Name);
                await Task.Delay(BackOff.Default.After(failures), time, cancellationToken);
            }
        }
    }

    private BackgroundJobServer Start(NpgsqlDataSource connections)
    {
        LogProvider.SetCurrentLogProvider(new JobLog(loggers));
        var storage = new PostgreSqlStorage(new DataSourceConnectionFactory(connections, Storage), Storage)
        {
            JobExpirationTimeout = TimeSpan.FromHours(1),
        };
        var jobs = new RecurringJobManager(storage);
        foreach (var job in scheduled) job.Schedule(jobs);
        return new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                // One for each job, so that none waits for another.
                WorkerCount = 3,
                Activator = new AspNetCoreJobActivator(scopes),
                SchedulePollingInterval = TimeSpan.FromSeconds(5),
                ServerCheckInterval = TimeSpan.FromMinutes(1),
                ShutdownTimeout = TimeSpan.FromSeconds(10),
            },
            storage);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job server could not start, trying again: {Fault}")]
    private static partial void LogNotStarted(ILogger logger, string fault);
}
