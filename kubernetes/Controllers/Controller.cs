using System.Diagnostics;
using IdBellen.Kubernetes.Election;

namespace IdBellen.Kubernetes.Controllers;

/// <summary>
/// Reconciles the keys of a work queue with several workers while this process is the leader. A failing key never blocks the others.
/// </summary>
public sealed partial class Controller(
    KeyedWorkQueue queue, IReconciler reconciler, Leadership leadership, ReconcileMetrics metrics, int workers, ILogger<Controller> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await leadership.WaitAsync(stoppingToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, leadership.Lost);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(end.Token), end.Token)));
        }
        catch (OperationCanceledException) when (leadership.Lost.IsCancellationRequested)
        {
            // The process stops after it loses the lease; this exception is a consequence of that.
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var key = await queue.DequeueAsync(cancellationToken);
            var began = Stopwatch.GetTimestamp();
            try
            {
                var result = await reconciler.ReconcileAsync(key, cancellationToken);
                metrics.Looked(result, Stopwatch.GetElapsedTime(began));
                Settle(key, result);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                metrics.Failed(Stopwatch.GetElapsedTime(began));
                LogFault(logger, key, fault.GetType().Name, fault.StackTrace);
                queue.Retry(key);
            }
            finally
            {
                queue.Done(key);
            }
        }
    }

    private void Settle(string key, ReconcileResult result)
    {
        switch (result)
        {
            case ReconcileResult.Success success:
                queue.Forget(key);
                queue.EnqueueAfter(key, success.Pause);
                break;
            case ReconcileResult.Failure:
                queue.Retry(key);
                break;
            default:
                queue.Forget(key);
                break;
        }
    }

    // Without the exception's message, which may quote data.
    [LoggerMessage(Level = LogLevel.Error, Message = "Reconciling {Key} failed with {Fault}; retrying. {Stack}")]
    private static partial void LogFault(ILogger logger, string key, string fault, string? stack);
}
