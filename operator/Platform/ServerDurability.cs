using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using Npgsql;

namespace IdBellen.Operator.Platform;

/// <summary>
/// Whether committed transactions, and so live calls, survive a crash of the database server. Checked when the platform database is ready
/// and every few minutes, because the settings can change at run time.
/// </summary>
internal sealed partial class ServerDurability(
    PostgresServer server, PlatformReadiness platform, TimeProvider time, ILogger<ServerDurability> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    // Only "off" skips writing the log to disk (PostgreSQL documentation, 20.5 Write Ahead Log); roles and databases can override it.
    private const string Read =
        """
        SELECT name, setting <> 'off' AND NOT EXISTS (
            SELECT FROM pg_db_role_setting, unnest(setconfig) AS own WHERE own ~* ('^' || name || '=(off|of|false|fals|fal|fa|f|no|n|0)$'))
        FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name
        """;

    private IReadOnlyDictionary<string, bool> settings = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>The durability by setting; false if committed data may be lost. Empty before the first check.</summary>
    public IReadOnlyDictionary<string, bool> Settings => Volatile.Read(ref settings);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await platform.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await CheckAsync(stoppingToken);
            }
            catch (NpgsqlException fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnread(logger, new SafeFault(fault));
            }
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(Read);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = new Dictionary<string, bool>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken)) read.Add(reader.GetString(0), reader.GetBoolean(1));
        Tell(read);
        Volatile.Write(ref settings, read);
    }

    // At the start, and after a change.
    private void Tell(Dictionary<string, bool> read)
    {
        if (settings.Count == read.Count
            && read.All(setting => settings.TryGetValue(setting.Key, out var before) && before == setting.Value))
            return;
        var off = read.Where(setting => !setting.Value).Select(setting => setting.Key).ToList();
        if (off.Count == 0) LogDurable(logger);
        else LogNotDurable(logger, string.Join(", ", off));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL writes committed transactions to disk")]
    private static partial void LogDurable(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL may lose committed transactions in a crash, including live calls: "
        + "switch on {Settings}")]
    private static partial void LogNotDurable(ILogger logger, string settings);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The settings of PostgreSQL could not be read: {Fault}; retrying")]
    private static partial void LogUnread(ILogger logger, SafeFault fault);
}
