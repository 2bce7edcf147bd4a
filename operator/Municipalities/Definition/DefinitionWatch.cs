using IdBellen.Tenancy.Logs;

namespace IdBellen.Operator.Municipalities.Definition;

/// <summary>Checks the cluster's definition periodically, for readiness and metrics.</summary>
internal sealed partial class DefinitionWatch(
    ClusterDefinition definition, TimeProvider time, ILogger<DefinitionWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await definition.MissingAsync(isFresh: false, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, new SafeFault(fault));
            }
            // Retry the first check soon, because readiness depends on it.
            await Task.Delay(definition.LastMissing is null ? TimeSpan.FromSeconds(1) : Interval, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The CustomResourceDefinition cannot be read: {Fault}; retrying")]
    private static partial void LogFault(ILogger logger, SafeFault fault);
}
