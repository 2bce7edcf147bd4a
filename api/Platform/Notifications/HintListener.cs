using IdBellen.Api.SlotKeys;
using IdBellen.Tenancy.PlatformDatabase;
using Npgsql;

namespace IdBellen.Api.Events;

/// <summary>One connection that listens for the hints of all replicas and of the operator's purge; reconnects for ever.</summary>
public sealed partial class HintListener(
    PlatformDataSource platform, TenantFeeds feeds, SlotKeyRings rings, TimeProvider time, ILogger<HintListener> logger) : BackgroundService
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
                LogLost(logger, fault.GetType().Name);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await platform.Value.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => feeds.Wake(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {EventChannel.Name}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        // What happened while nobody listened.
        feeds.WakeAll();
        // The municipalities' databases are on the same server: what broke the connection may have cost them their slot keys.
        rings.Doubt();
        while (true) await connection.WaitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The listening connection was lost: {Fault}; connecting again")]
    private static partial void LogLost(ILogger logger, string fault);
}
