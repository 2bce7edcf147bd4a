using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Operator.Runtime;
using LogProvider = Hangfire.Logging.LogProvider;

namespace IdBellen.Operator.Retention;

/// <summary>
/// Hangfire on the platform database, with the defaults changed that would break a promise of sixty minutes: a job whose worker died is
/// picked up after two minutes instead of thirty, a lock left behind is free after one instead of ten, and what succeeded is forgotten
/// after an hour. Starts when the platform database is ready, and runs whatever Kubernetes does.
/// </summary>
public sealed partial class JobServer(
    PostgresServer server, PlatformReadiness platform, IServiceScopeFactory scopes, TimeProvider time,
    ILoggerFactory loggers, ILogger<JobServer> logger) : BackgroundService
{
    private const string PurgeJob = "purge";

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
        using var jobs = await StartAsync(stoppingToken);
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

    private new async Task<BackgroundJobServer> StartAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return Start();
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotStarted(logger, fault.GetType().Name);
                await Task.Delay(BackOff.Default.After(failures), time, cancellationToken);
            }
        }
    }

    private BackgroundJobServer Start()
    {
        LogProvider.SetCurrentLogProvider(new JobLog(loggers));
        var storage = new PostgreSqlStorage(new DataSourceConnectionFactory(server.Platform, Storage), Storage)
        {
            JobExpirationTimeout = TimeSpan.FromHours(1),
        };
        new RecurringJobManager(storage).AddOrUpdate<RetentionJob>(
            PurgeJob, job => job.RunAsync(CancellationToken.None), Cron.Minutely(), new RecurringJobOptions { MisfireHandling = MisfireHandlingMode.Relaxed });
        return new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                WorkerCount = 2,
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
