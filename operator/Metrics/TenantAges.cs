using System.Collections.Concurrent;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Retention;
using Npgsql;

namespace IdBellen.Operator.Metrics;

/// <summary>
/// How old what the municipalities hold is, looked up every few seconds and not at each scrape. While the purge comes by, its notes in the platform database tell; of a
/// municipality that it does not come to, the own database is asked. What cannot be asked is taken for as old as it may be: an alarm must not fall silent because
/// something is away.
/// </summary>
public sealed partial class TenantAges(PostgresServer server, PlatformReadiness platform, TimeProvider time, ILogger<TenantAges> logger) : BackgroundService
{
    private const int AtOnce = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    // A purge every minute, and some time for it.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(90);

    private IReadOnlyList<TenantTimes> noted = [];
    private IReadOnlyList<TenantTimes> tenants = [];

    public IReadOnlyList<TenantTimes> Tenants => Volatile.Read(ref tenants);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await platform.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                noted = await ReadNotesAsync(stoppingToken);
            }
            catch (NpgsqlException fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnread(logger, fault.SqlState ?? fault.GetType().Name);
            }
            Volatile.Write(ref tenants, await LookAsync(noted, stoppingToken));
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task<IReadOnlyList<TenantTimes>> LookAsync(IReadOnlyList<TenantTimes> all, CancellationToken cancellationToken)
    {
        var seen = new ConcurrentBag<TenantTimes>();
        await Parallel.ForEachAsync(
            all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (tenant, token) => seen.Add(time.GetUtcNow() - tenant.PurgedAt < Fresh ? tenant : await LookAsync(tenant, token)));
        return [.. seen];
    }

    private async Task<TenantTimes> LookAsync(TenantTimes tenant, CancellationToken cancellationToken)
    {
        try
        {
            var names = new TenantNames(TenantName.Parse(tenant.Name));
            await using var connection = await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken);
            return tenant with { OldestRecordAt = await OldestRecord.ReadAsync(connection, cancellationToken) };
        }
        catch (NpgsqlException) when (!cancellationToken.IsCancellationRequested)
        {
            // The purge, which fails for the same reason, says so. Something may have come just after it was there last.
            return tenant with { OldestRecordAt = tenant.OldestRecordAt ?? tenant.PurgedAt };
        }
    }

    private async Task<IReadOnlyList<TenantTimes>> ReadNotesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT name, retention, coalesce(purged_at, provisioned_at), oldest_record_at, access_log_waiting FROM tenant WHERE provisioned_at IS NOT NULL");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = new List<TenantTimes>();
        while (await reader.ReadAsync(cancellationToken))
        {
            read.Add(new TenantTimes(
                reader.GetString(0), reader.GetTimeSpan(1), await reader.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken),
                await reader.GetFieldValueAsync<DateTimeOffset?>(3, cancellationToken))
            {
                AccessLogWaiting = await reader.GetFieldValueAsync<long?>(4, cancellationToken),
            });
        }
        return read;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notes of the purge could not be read, trying again: {Fault}")]
    private static partial void LogUnread(ILogger logger, string fault);
}

/// <param name="Name">The municipality.</param>
/// <param name="Retention">How long personal data may live there.</param>
/// <param name="PurgedAt">When the purge last came to its end; before the first, when the tables were made.</param>
/// <param name="OldestRecordAt">The beginning of the oldest session, or call with a number, that is known of; null when there is none.</param>
public sealed record TenantTimes(string Name, TimeSpan Retention, DateTimeOffset PurgedAt, DateTimeOffset? OldestRecordAt)
{
    /// <summary>Records of the access log that no receiver has confirmed; null where there is no receiver.</summary>
    public long? AccessLogWaiting { get; init; }
}
