using System.Collections.Concurrent;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.Time;
using Npgsql;

namespace IdBellen.Operator.Metrics;

/// <summary>
/// The age of the oldest personal data of each municipality, refreshed every few seconds rather than at each scrape. Taken from the purge's
/// results in the platform database, or from the municipality's own database if the purge is late. If neither is available, the age keeps
/// growing, so that an outage cannot silence an alert.
/// </summary>
internal sealed partial class TenantAges(
    PostgresServer server, PlatformReadiness platform, TimeProvider time, ILogger<TenantAges> logger) : BackgroundService
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
                LogUnread(logger, new SafeFault(fault));
            }
            Volatile.Write(ref tenants, await RefreshAsync(noted, stoppingToken));
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task<IReadOnlyList<TenantTimes>> RefreshAsync(IReadOnlyList<TenantTimes> all, CancellationToken cancellationToken)
    {
        var seen = new ConcurrentBag<TenantTimes>();
        await Parallel.ForEachAsync(
            all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (tenant, token) => seen.Add(time.IsFresh(tenant.PurgedAt, Fresh) ? tenant : await RefreshAsync(tenant, token)));
        return [.. seen];
    }

    private async Task<TenantTimes> RefreshAsync(TenantTimes tenant, CancellationToken cancellationToken)
    {
        try
        {
            var names = new TenantNames(TenantName.Parse(tenant.Name), tenant.Uid);
            await using var connection = await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken);
            return tenant with { OldestRecordAt = await OldestRecord.ReadAsync(connection, cancellationToken) };
        }
        catch (NpgsqlException) when (!cancellationToken.IsCancellationRequested)
        {
            // The purge fails for the same reason and logs it. The oldest record may date from just after the last purge.
            return tenant with { OldestRecordAt = tenant.OldestRecordAt ?? tenant.PurgedAt };
        }
    }

    private async Task<IReadOnlyList<TenantTimes>> ReadNotesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT name, uid, retention, coalesce(purged_at, provisioned_at), oldest_record_at, access_log_waiting FROM tenant "
                + "WHERE provisioned_at IS NOT NULL");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = new List<TenantTimes>();
        while (await reader.ReadAsync(cancellationToken))
        {
            read.Add(new TenantTimes(
                reader.GetString(0), reader.GetString(1), reader.GetTimeSpan(2), await reader.GetFieldValueAsync<DateTimeOffset>(3,
                    cancellationToken),
                await reader.GetFieldValueAsync<DateTimeOffset?>(4, cancellationToken))
            {
                AccessLogWaiting = await reader.GetFieldValueAsync<long?>(5, cancellationToken),
            });
        }
        return read;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The records of the purge could not be read: {Fault}; retrying")]
    private static partial void LogUnread(ILogger logger, SafeFault fault);
}

/// <param name="Retention">The retention period of personal data.</param>
/// <param name="PurgedAt">When the last purge completed; before the first one, when the tables were created.</param>
/// <param name="OldestRecordAt">The start of the oldest known session, or call with a number; null without either.</param>
internal sealed record TenantTimes(string Name, string Uid, TimeSpan Retention, DateTimeOffset PurgedAt, DateTimeOffset? OldestRecordAt)
{
    /// <summary>Number of access log records that the receiver has not confirmed; null without a receiver.</summary>
    public long? AccessLogWaiting { get; init; }
}
