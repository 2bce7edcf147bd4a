using IdBellen.Api.Platform.Connections;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.PlatformDatabase;
using Npgsql;

namespace IdBellen.Api.Platform.Notifications;

/// <summary>Listens on one connection for the hints of all replicas and of the operator's purge; reconnects indefinitely.</summary>
internal sealed partial class HintListener(
    PlatformDataSource platform, IEnumerable<IChangeSubscriber> subscribers, TimeProvider time, ILogger<HintListener> logger)
        : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(logger, new SafeFault(fault));
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await platform.Value.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) =>
        {
            foreach (var subscriber in subscribers) subscriber.Changed(notification.Payload);
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {EventChannel.Name}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        foreach (var subscriber in subscribers) subscriber.Reconnected();
        while (true) await connection.WaitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The LISTEN connection was lost: {Fault}; reconnecting")]
    private static partial void LogLost(ILogger logger, SafeFault fault);
}
