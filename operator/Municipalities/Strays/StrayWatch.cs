using IdBellen.Kubernetes.Election;
using IdBellen.Operator.Cluster;
using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Logs;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Strays;

/// <summary>
/// Periodically searches for resources in namespaces that are not watched, and for objects without a resource. Runs at the leader.
/// </summary>
internal sealed partial class StrayWatch(
    ClusterMunicipalities municipalities, Elsewhere elsewhere, Orphans orphans, Leadership leadership, PlatformReadiness platform,
    IOptions<KubernetesOptions> options, TimeProvider time, ILogger<StrayWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>One round.</summary>
    public async Task ScanAsync(CancellationToken cancellationToken)
    {
        var all = await municipalities.ListAsync(cancellationToken);
        await elsewhere.TellAsync(all, cancellationToken);
        if (platform.IsPrepared) await orphans.ScanAsync(all, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.TellStrays) return;
        await leadership.WaitAsync(stoppingToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, leadership.Lost);
        try
        {
            while (true)
            {
                try
                {
                    await ScanAsync(end.Token);
                }
                catch (Exception fault) when (!end.IsCancellationRequested)
                {
                    LogFault(logger, new SafeFault(fault));
                }
                await Task.Delay(Interval, time, end.Token);
            }
        }
        catch (OperationCanceledException) when (leadership.Lost.IsCancellationRequested)
        {
            // The process stops after it loses the lease; this exception is a consequence of that.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search for stray resources failed: {Fault}; retrying")]
    private static partial void LogFault(ILogger logger, SafeFault fault);
}
