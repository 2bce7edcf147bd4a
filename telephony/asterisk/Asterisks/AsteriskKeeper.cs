using IdBellen.Kubernetes.Election;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tenancy.Logs;
using k8s;
using Microsoft.Extensions.Options;

namespace IdBellen.Telephony.Asterisk.Asterisks;

/// <summary>
/// Serves each Asterisk while this worker holds its lease, so that no two workers follow the events of one: Asterisk tells them to the last
/// one alone. The end of this process, or of a lease, touches no call.
/// </summary>
internal sealed partial class AsteriskKeeper(
    IKubernetes kubernetes, IOptions<AsterisksOptions> asterisks, IOptions<WatchedNamespaceOptions> namespaces,
    IOptions<LeadershipOptions> times, MunicipalityWatcher municipalities, AsteriskSession session, ILogger<AsteriskKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before that a number that nobody has may be somebody's.
        await municipalities.Synced.WaitAsync(stoppingToken);
        await Task.WhenAll(asterisks.Value.ByName.Select(
            one => Task.Run(() => KeepAsync(one.Key, one.Value, stoppingToken), stoppingToken)));
    }

    private async Task KeepAsync(string name, AsteriskOptions options, CancellationToken stopping)
    {
        // In real time, whatever clock this process is given: it is kept against other processes.
        var lease = new LeaseHolder(new LeaseClient(kubernetes, namespaces.Value.SystemNamespace, $"id-bellen-{name}".ToLowerInvariant()),
            times.Value, TimeProvider.System, logger);
        while (!stopping.IsCancellationRequested)
        {
            await lease.AcquireAsync(stopping);
            LogServing(logger, name);
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var serving = Task.Run(() => session.ServeAsync(name, options, leaving.Token), CancellationToken.None);
            try
            {
                await lease.KeepAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Released below.
            }
            await leaving.CancelAsync();
            try
            {
                await serving;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(logger, name, new SafeFault(fault), new SafeFault(fault).Stack);
            }
            catch (OperationCanceledException)
            {
                // As told.
            }
            if (stopping.IsCancellationRequested) await ReleaseAsync(lease);
            else await Task.Delay(Pause, stopping);
        }
    }

    private static async Task ReleaseAsync(LeaseHolder lease)
    {
        using var limit = new CancellationTokenSource(ReleaseLimit);
        await lease.ReleaseAsync(limit.Token);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving {Asterisk}")]
    private static partial void LogServing(ILogger logger, string asterisk);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Asterisk} is not served any more: {Fault} {Stack}")]
    private static partial void LogFault(ILogger logger, string asterisk, SafeFault fault, string stack);
}
