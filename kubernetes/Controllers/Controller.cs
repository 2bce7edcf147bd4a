using System.Diagnostics;
using IdBellen.Operator.Runtime.Election;

namespace IdBellen.Operator.Runtime;

/// <summary>
/// Takes keys from a queue and has them reconciled by several workers, for as long as this process leads. A fault of one key never stops
/// the others.
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
            // Who has lost the lease ends the process; this is not a fault of its own.
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

    // Without the exception's message: it may quote what it failed on.
    [LoggerMessage(Level = LogLevel.Error, Message = "Reconciling {Key} failed with {Fault}; it is tried again. {Stack}")]
    private static partial void LogFault(ILogger logger, string key, string fault, string? stack);
}
