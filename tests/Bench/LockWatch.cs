using System.Globalization;
using Npgsql;

namespace IdBellen.Tests.Bench;

/// <summary>
/// Looks at the server's processes twenty times a second: how long a transaction of the purge lasts, and how long anybody waits for a lock.
/// </summary>
internal sealed class LockWatch : IAsyncDisposable
{
    /// <summary>The application name of the purge's connection.</summary>
    public const string Purge = "purge-bench";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;
    private double transaction;
    private double wait;
    private int looks;

    /// <param name="database">The connection string of a superuser; only processes in this database count.</param>
    public LockWatch(string database) => watching = WatchAsync(database);

    public async Task<Figure> StopAsync()
    {
        await stop.CancelAsync();
        await watching;
        return new Figure(
            "the same: longest transaction of the purge seen", Milliseconds(transaction),
            $"longest wait of anybody for a lock seen {Milliseconds(wait)}, {looks.ToString(CultureInfo.InvariantCulture)} looks",
            "under 1 s", transaction < 1 && wait < 1);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private async Task WatchAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var look = new NpgsqlCommand(
            $"""
             SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)) FILTER (WHERE application_name = '{Purge}'),
                 0)::float8,
                 coalesce(max(extract(epoch FROM clock_timestamp() - query_start)) FILTER (WHERE wait_event_type = 'Lock'), 0)::float8
             FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
             """,
            connection);
        while (!stop.IsCancellationRequested)
        {
            await using (var reader = await look.ExecuteReaderAsync())
            {
                await reader.ReadAsync();
                (transaction, wait) = (Math.Max(transaction, reader.GetDouble(0)), Math.Max(wait, reader.GetDouble(1)));
                looks++;
            }
            await Task.Delay(Pause, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms");
}
