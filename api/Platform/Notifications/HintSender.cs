using IdBellen.Api.Platform.Connections;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.PlatformDatabase;
using Npgsql;

namespace IdBellen.Api.Platform.Notifications;

/// <summary>
/// Sends hints to the other replicas. Each NOTIFY is a commit that is written to disk, so those that come while one is being sent go
/// together with the next.
/// </summary>
internal sealed partial class HintSender(
    ChangeHints hints, PlatformDataSource platform, TimeProvider time, ILogger<HintSender> logger) : BackgroundService
{
    private static readonly TimeSpan LastLimit = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await hints.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await SendAsync(hints.Take(), stoppingToken);
        }
        // The server stopped before.
        using var limit = new CancellationTokenSource(LastLimit, time);
        await SendAsync(hints.Take(), limit.Token);
    }

    private async Task SendAsync(string[] tenantUids, CancellationToken cancellationToken)
    {
        if (tenantUids.Length == 0) return;
        try
        {
            await using var command = platform.Value.CreateCommand("SELECT pg_notify($1, uid) FROM unnest($2) AS uid");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = EventChannel.Name });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = tenantUids });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        // Whatever it is, also a name that does not resolve, it must not end this replica.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            var lost = new SafeFault(fault);
            LogLost(logger, lost);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A change hint was lost: {Fault}")]
    private static partial void LogLost(ILogger logger, SafeFault fault);
}
