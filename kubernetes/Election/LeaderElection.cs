using Microsoft.Extensions.Options;

namespace IdBellen.Kubernetes.Election;

/// <summary>
/// Acquires and renews a lease. When the lease is lost, leadership ends immediately and the process exits, because its state may be stale
/// and a restart is always safe. A clean shutdown releases the lease after the workers have stopped.
/// </summary>
public sealed partial class LeaderElection(
    LeaseClient lease, Leadership leadership, IOptions<LeadershipOptions> options, TimeProvider time, IHostApplicationLifetime process,
    ILogger<LeaderElection> logger) : BackgroundService
{
    private readonly LeaseHolder holder = new(lease, options.Value, time, logger);

    /// <summary>True when the process ends because the lease was lost.</summary>
    public bool HasFailed { get; private set; }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Without time to wait for the workers, let the lease expire.
        if (leadership.IsHeld && !cancellationToken.IsCancellationRequested) await holder.ReleaseAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await holder.AcquireAsync(stoppingToken);
        leadership.Gain();
        LogGained(logger, holder.Identity);
        await holder.KeepAsync(stoppingToken);
        leadership.Lose();
        if (process.ApplicationStopping.IsCancellationRequested) return;
        HasFailed = true;
        LogLost(logger, holder.Identity);
        process.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} is now the leader")]
    private static partial void LogGained(ILogger logger, string identity);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Identity} has lost its lease; exiting")]
    private static partial void LogLost(ILogger logger, string identity);
}
