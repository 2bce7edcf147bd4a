using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>What an operator writes that starts anew and finds everything as it should be.</summary>
internal static class Restart
{
    // The purge works at any time; it writes other columns than these.
    private const string Register =
        "SELECT md5(string_agg(t::text, ';' ORDER BY uid)) FROM (SELECT uid, name, wrap_up, delete_at, admitted_at, provisioned_at FROM "
            + "tenant) t";

    // Without autovacuum, which writes statistics of its own. Of the tenants' databases, and of what all databases share: databases, roles,
    // memberships, comments.
    private const string RowsWritten = """
        SELECT coalesce(sum(tup_inserted + tup_updated + tup_deleted), 0)
        FROM pg_stat_database WHERE datid = 0 OR datname LIKE 'idbellen\_%'
        """;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchPlatform bench, int count)
    {
        var postgres = bench.Tests.Postgres;
        await postgres.ExecuteAsync("ALTER SYSTEM SET autovacuum = off");
        await postgres.ExecuteAsync("SELECT pg_reload_conf()");
        var versions = await bench.VersionsAsync();
        var register = await postgres.QueryAsync(Register, bench.Tests.Database);
        var rows = await RowsAsync(postgres);
        var began = Stopwatch.GetTimestamp();
        var (running, address) = await bench.StartOperatorAsync();
        await using var _ = running;
        var ready = Stopwatch.GetElapsedTime(began);
        await Eventually.BeTrueAsync(() => HasLookedAsync(address, count), TimeSpan.FromMinutes(10), $"{count} are looked at");
        var looked = Stopwatch.GetElapsedTime(began);
        var after = await bench.VersionsAsync();
        var changed = after.Count(entry => versions.GetValueOrDefault(entry.Key) != entry.Value)
            + versions.Keys.Except(after.Keys, StringComparer.Ordinal).Count();
        var written = await RowsAsync(postgres) - rows;
        var registered = (await postgres.QueryAsync(Register, bench.Tests.Database)).SequenceEqual(register, StringComparer.Ordinal);
        return
        [
            Figure.Of($"restart with {count} unchanged: process start until all were looked at",
                [looked]) with { Spread = $"ready after {Figure.Text(ready)}" },
            Figure.Count("the same: writes to the API server", changed,
                $"changed, new or missing among {versions.Count} resources, Secrets and events", 0),
            Figure.Count("the same: rows written in PostgreSQL", written,
                "in the tenants' databases and the shared catalogues, so definitions too", 0),
            Figure.Count("the same: changes to the register of tenants", registered ? 0 : 1, "columns that the reconciler writes", 0),
        ];
    }

    private static async Task<long> RowsAsync(PostgresInstance postgres)
    {
        // A session's counts arrive when it ends or has been idle for a second.
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        return long.Parse((await postgres.QueryAsync(RowsWritten)).Single(), CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the operator, by its own metrics, has finished that many looks and nothing waits any more.</summary>
    private static async Task<bool> HasLookedAsync(Uri address, int count)
    {
        using var http = new HttpClient();
        var metrics = (await http.GetStringAsync(new Uri(address, "metrics"))).Split('\n');
        return Sum(metrics, "idbellen_reconcile_duration_seconds_count") >= count && Sum(metrics, "idbellen_queue_depth") == 0;
    }

    // A line is the name, labels in braces, the value and a time.
    private static double Sum(string[] metrics, string name) => metrics
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Replace(name, "", StringComparison.Ordinal).Trim().Split(' ')[0],
            CultureInfo.InvariantCulture));
}
