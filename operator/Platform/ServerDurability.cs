using IdBellen.Operator.Postgres;
using Npgsql;

namespace IdBellen.Operator.Platform;

/// <summary>
/// Whether a crash of the database server loses nothing that was committed: then no live call is lost by one. Read when the platform database is ready and every few
/// minutes after; the settings can be changed while the server runs.
/// </summary>
public sealed partial class ServerDurability(PostgresServer server, PlatformReadiness platform, TimeProvider time, ILogger<ServerDurability> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    // Only "off" gives up the log's write to disk (PostgreSQL documentation, 20.5 Write Ahead Log); a role or a database may have a value of its own.
    private const string Read =
        """
        SELECT name, setting <> 'off' AND NOT EXISTS (
            SELECT FROM pg_db_role_setting, unnest(setconfig) AS own WHERE own ~* ('^' || name || '=(off|of|false|fals|fal|fa|f|no|n|0)$'))
        FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name
        """;

    private IReadOnlyDictionary<string, bool> settings = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>By the name of the setting; false where it may lose what was committed. Empty before it was read.</summary>
    public IReadOnlyDictionary<string, bool> Settings => Volatile.Read(ref settings);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await platform.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (NpgsqlException fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnread(logger, fault.SqlState ?? fault.GetType().Name);
            }
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(Read);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = new Dictionary<string, bool>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken)) read.Add(reader.GetString(0), reader.GetBoolean(1));
        Tell(read);
        Volatile.Write(ref settings, read);
    }

    // At the start, and when it has become otherwise.
    private void Tell(Dictionary<string, bool> read)
    {
        if (settings.Count == read.Count && read.All(setting => settings.TryGetValue(setting.Key, out var before) && before == setting.Value)) return;
        var off = read.Where(setting => !setting.Value).Select(setting => setting.Key).ToList();
        if (off.Count == 0) LogDurable(logger);
        else LogNotDurable(logger, string.Join(", ", off));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL writes to disk what it commits")]
    private static partial void LogDurable(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL may lose what it has committed when it crashes, live calls among it: switch on {Settings}")]
    private static partial void LogNotDurable(ILogger logger, string settings);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The settings of PostgreSQL could not be read, trying again: {Fault}")]
    private static partial void LogUnread(ILogger logger, string fault);
}
