using IdBellen.Api.Platform.Connections;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.PlatformDatabase;
using Npgsql;

namespace IdBellen.Api.Platform.Notifications;

/// <summary>
/// Notifies all replicas of a committed change of a tenant. Only a hint: feeds poll every two seconds anyway, so a lost one costs
/// freshness, never correctness.
/// </summary>
internal sealed partial class ChangeHints(
    IEnumerable<IChangeSubscriber> subscribers, PlatformDataSource platform, ILogger<ChangeHints> logger)
{
    public async Task HintAsync(string tenantUid, CancellationToken cancellationToken)
    {
        foreach (var subscriber in subscribers) subscriber.Changed(tenantUid);
        try
        {
            await using var command = platform.Value.CreateCommand("SELECT pg_notify($1, $2)");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = EventChannel.Name });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenantUid });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is NpgsqlException or OperationCanceledException)
        {
            var lost = new SafeFault(fault);
            LogLost(logger, lost);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A change hint was lost: {Fault}")]
    private static partial void LogLost(ILogger logger, SafeFault fault);
}
