using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using Npgsql;

namespace IdBellen.Operator.Metrics;

/// <summary>
/// What the purge noted of each municipality, read from the platform database every few seconds and not at each scrape. When the database
/// is away the last reading stays, and its ages grow on: an alarm must not fall silent because of that.
/// </summary>
public sealed partial class TenantAges(PostgresServer server, PlatformReadiness platform, TimeProvider time, ILogger<TenantAges> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private IReadOnlyList<TenantTimes> tenants = [];

    public IReadOnlyList<TenantTimes> Tenants => Volatile.Read(ref tenants);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await platform.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                Volatile.Write(ref tenants, await ReadAsync(stoppingToken));
            }
            catch (NpgsqlException fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnread(logger, fault.SqlState ?? fault.GetType().Name);
            }
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task<IReadOnlyList<TenantTimes>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT name, coalesce(purged_at, provisioned_at), oldest_record_at, access_log_waiting FROM tenant WHERE provisioned_at IS NOT NULL ORDER BY name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = new List<TenantTimes>();
        while (await reader.ReadAsync(cancellationToken))
        {
            DateTimeOffset? oldest = await reader.IsDBNullAsync(2, cancellationToken) ? null : await reader.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken);
            read.Add(new TenantTimes(reader.GetString(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken), oldest)
            {
                AccessLogWaiting = await reader.GetFieldValueAsync<long?>(3, cancellationToken),
            });
        }
        return read;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ages of records could not be read, trying again: {Fault}")]
    private static partial void LogUnread(ILogger logger, string fault);
}

/// <param name="Name">The municipality.</param>
/// <param name="PurgedAt">The last purge that succeeded; before the first, when the tables were made.</param>
/// <param name="OldestRecordAt">The beginning of the oldest session or call which that purge left; null when it left none.</param>
public sealed record TenantTimes(string Name, DateTimeOffset PurgedAt, DateTimeOffset? OldestRecordAt)
{
    /// <summary>Records of the access log that no receiver has confirmed; null where there is no receiver.</summary>
    public long? AccessLogWaiting { get; init; }
}
