using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Operator.AccessLog;

/// <summary>
/// Sends the waiting records of one municipality to the receiver, oldest first, and marks them only after it has confirmed them. After a
/// crash in between, the receiver gets some of them again, with the same ids.
/// </summary>
internal sealed class ExportAccessLog(IAccessLogSink sink, TimeProvider time)
{
    /// <summary>Number of records per request: about 150 kB.</summary>
    public const int BatchSize = 200;

    /// <param name="database">The municipality's, with the right to mark rows.</param>
    /// <returns>Null when all were offered; else what the receiver failed with, and nothing more was offered.</returns>
    public async Task<Delivery.Failed?> RunAsync(TenantDbContext database, string municipality, CancellationToken cancellationToken)
    {
        var resource = new AccessLogResource(municipality);
        var last = 0L;
        while (true)
        {
            var patience = time.GetUtcNow() - AccessLogRecord.RefusalPause;
            var rows = await Waiting(database).Where(row => row.Id > last && (row.RefusedAt == null || row.RefusedAt <= patience))
                .OrderBy(row => row.Id).Take(BatchSize).ToListAsync(cancellationToken);
            if (rows.Count == 0) return null;
            if (await OfferAsync(database, resource, rows, cancellationToken) is { } failed) return failed;
            last = rows[^1].Id;
        }
    }

    /// <summary>Counts the records that the receiver has not confirmed, and those among them that it refused.</summary>
    public static async Task<WaitingRecords> CountAsync(TenantDbContext database, CancellationToken cancellationToken) =>
        await Waiting(database).GroupBy(_ => 1)
            .Select(all => new WaitingRecords(all.LongCount(), all.LongCount(row => row.RefusedAt != null)))
            .FirstOrDefaultAsync(cancellationToken) ?? new WaitingRecords(0, 0);

    private static IQueryable<AccessLogRecord> Waiting(TenantDbContext database) =>
        database.AccessLogRecords.AsNoTracking().Where(row => row.ExportedAt == null);

    private async Task<Delivery.Failed?> OfferAsync(
        TenantDbContext database, AccessLogResource resource, List<AccessLogRecord> rows, CancellationToken cancellationToken)
    {
        switch (await sink.DeliverAsync(resource, rows, cancellationToken))
        {
            case Delivery.Failed failed:
                return failed;
            case Delivery.PartlyRefused refused when refused.Records < rows.Count:
                // The response does not identify the refused records, so find them by bisection. Records delivered twice have the same ids.
                return await OfferAsync(database, resource, rows[..(rows.Count / 2)], cancellationToken)
                    ?? await OfferAsync(database, resource, rows[(rows.Count / 2)..], cancellationToken);
            case Delivery.PartlyRefused:
                await MarkAsync(database, rows, isConfirmed: false, cancellationToken);
                return null;
            default:
                await MarkAsync(database, rows, isConfirmed: true, cancellationToken);
                return null;
        }
    }

    private async Task MarkAsync(
        TenantDbContext database, List<AccessLogRecord> rows, bool isConfirmed, CancellationToken cancellationToken)
    {
        var (ids, now) = (rows.ConvertAll(row => row.Id), time.GetUtcNow());
        var marked = database.AccessLogRecords.Where(row => ids.Contains(row.Id));
        await (isConfirmed
            ? marked.ExecuteUpdateAsync(row => row.SetProperty(one => one.ExportedAt, now)
                .SetProperty(one => one.RefusedAt, (DateTimeOffset?)null), cancellationToken)
            : marked.ExecuteUpdateAsync(row => row.SetProperty(one => one.RefusedAt, now), cancellationToken));
    }
}

/// <param name="All">Number of unconfirmed records.</param>
/// <param name="Refused">The number of these that the receiver refused.</param>
internal sealed record WaitingRecords(long All, long Refused);
