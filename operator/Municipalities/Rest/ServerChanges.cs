using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Steps;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Time;

namespace IdBellen.Operator.Municipalities.Rest;

/// <summary>
/// Whether anything was written to a municipality's database, or to the catalogues that all databases share (roles, passwords,
/// memberships, databases), by the server's own counts: <c>pg_stat_database</c>, whose row with <c>datid</c> 0 counts the shared ones. Two
/// statements for all municipalities together, and no connection to any of their databases. Sessions report what they wrote within ten
/// seconds of becoming idle. The platform database counts too much by itself: of it, the rows of each municipality are compared.
/// </summary>
internal sealed class ServerChanges(PostgresServer server, TimeProvider time) : IDisposable
{
    private const string Written =
        """
        SELECT coalesce(datname::text, ''), concat_ws(' ', datid, tup_inserted, tup_updated, tup_deleted, database.stats_reset,
            -- After a crash of the server all counts begin anew, and this is when.
            writer.stats_reset)
        FROM pg_stat_database AS database, pg_stat_bgwriter AS writer WHERE current_setting('track_counts')::boolean
        """;

    private const string Rows =
        """
        SELECT uid, concat_ws(' ', name, retention, wrap_up, coalesce(delete_at::text, '-'), time_zone,
            coalesce(coalesce(purged_at, provisioned_at) < @now - @limit, true),
            coalesce(oldest_record_at < @now - (retention + @tolerance), false),
            coalesce((SELECT hashtextextended(accepted::text, 0) FROM accepted_spec AS accepted WHERE accepted.uid = tenant.uid), 0),
            coalesce((SELECT hashtextextended(string_agg(kind || ' ' || value, E'\n' ORDER BY kind, value), 0)
                FROM claim WHERE tenant_uid = tenant.uid), 0))
        FROM tenant
        """;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1);
    private Snapshot? last;
    private DateTimeOffset failedAt = DateTimeOffset.MinValue;

    /// <summary>
    /// A text that is another one after a write, or when the purge becomes late or current; null when the server counts nothing or did
    /// not answer. At most five seconds old.
    /// </summary>
    public async Task<string?> OfAsync(string database, string uid, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken) is { } now && now.Written.TryGetValue("", out var shared)
                && now.Written.TryGetValue(database, out var own) ? $"{shared}; {own}; {now.Rows.GetValueOrDefault(uid)}" : null;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Faults.Describe(fault) is not null)
        {
            // The steps tell of it.
            return null;
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task<Snapshot?> ReadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (last is { } known && time.IsFresh(known.At, Fresh)) return known;
            // Many wait here: not each of them waits for a server that hangs.
            if (time.IsFresh(failedAt, Fresh)) return null;
            var now = time.GetUtcNow();
            await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
            var written = await connection.PairsAsync(Written, cancellationToken);
            var rows = await connection.PairsAsync(
                Rows, cancellationToken, ("now", now), ("limit", RetentionStep.PurgeLimit), ("tolerance", RetentionStep.Tolerance));
            return last = new Snapshot(now, written, rows);
        }
        catch
        {
            failedAt = time.GetUtcNow();
            throw;
        }
        finally
        {
            reading.Release();
        }
    }

    private sealed record Snapshot(
        DateTimeOffset At, IReadOnlyDictionary<string, string> Written, IReadOnlyDictionary<string, string> Rows);
}
