using IdBellen.Tenancy.PlatformDatabase;
using Npgsql;

namespace IdBellen.Api.Events;

/// <summary>
/// Tells all replicas that something of a tenant has changed, after it was committed. Only a hint: feeds look every two seconds anyway,
/// so a lost one costs freshness, never correctness.
/// </summary>
public sealed partial class ChangeHints(TenantFeeds feeds, PlatformDataSource platform, ILogger<ChangeHints> logger)
{
    public async Task HintAsync(string tenantUid, CancellationToken cancellationToken)
    {
        feeds.Wake(tenantUid);
        try
        {
            await using var command = platform.Value.CreateCommand("SELECT pg_notify($1, $2)");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = EventChannel.Name });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenantUid });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is NpgsqlException or OperationCanceledException)
        {
            LogLost(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A change hint was lost")]
    private static partial void LogLost(ILogger logger, Exception fault);
}

/// <summary>The connection pool of the platform database.</summary>
public sealed record PlatformDataSource(NpgsqlDataSource Value);
