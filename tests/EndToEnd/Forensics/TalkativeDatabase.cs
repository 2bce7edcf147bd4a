using System.Collections.Concurrent;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>A PostgreSQL server that writes down all that it can, and forgets nothing of it.</summary>
public sealed class TalkativeDatabase : IAsyncDisposable
{
    // Parameters are logged with each statement and with each fault; whole pages go to the write-ahead log, uncompressed, and none of it is
    // removed.
    private static readonly string[] Settings =
    [
        "log_statement = 'all'", "log_min_duration_statement = 0", "log_connections = on", "log_disconnections = on",
        "log_error_verbosity = verbose",
        "log_parameter_max_length = -1", "log_parameter_max_length_on_error = -1", "log_min_error_statement = debug5",
        "log_lock_waits = on",
        "full_page_writes = on", "wal_compression = off", "wal_keep_size = '4GB'", "wal_recycle = off",
    ];

    private readonly ConcurrentQueue<string> notifications = new();
    private readonly CancellationTokenSource stop = new();
    private NpgsqlConnection? listener;
    private Task listening = Task.CompletedTask;

    private TalkativeDatabase(PostgresInstance server) => Server = server;

    public PostgresInstance Server { get; }

    /// <summary>The payloads of all notifications since <see cref="ListenAsync"/>.</summary>
    public IReadOnlyCollection<string> Notifications => notifications;

    public static async Task<TalkativeDatabase> StartAsync()
    {
        var server = await PostgresInstance.StartOwnAsync();
        foreach (var setting in Settings) await server.ExecuteAsync($"ALTER SYSTEM SET {setting}");
        await server.ExecuteAsync("SELECT pg_reload_conf()");
        return new TalkativeDatabase(server);
    }

    /// <summary>Keeps what is sent on the channel of the hints.</summary>
    public async Task ListenAsync(string database)
    {
        listener = new NpgsqlConnection(Server.SuperuserConnection(database) + ";Pooling=false");
        listener.Notification += (_, sent) => notifications.Enqueue(sent.Payload);
        await listener.OpenAsync();
        await using (var command = new NpgsqlCommand($"LISTEN {EventChannel.Name}", listener))
            await command.ExecuteNonQueryAsync();
        listening = WaitAsync(listener);
    }

    /// <summary>All is in its files now.</summary>
    public Task FlushAsync() => Server.ExecuteAsync("CHECKPOINT");

    /// <summary>Every row of every table of a database as text, values that are stored out of line or compressed among them.</summary>
    public async Task<string> TablesAsync(string database)
    {
        await using var connection = new NpgsqlConnection(Server.SuperuserConnection(database) + ";Pooling=false");
        await connection.OpenAsync();
        var text = new System.Text.StringBuilder();
        foreach (var table in await TablesOfAsync(database))
        {
            using var rows = await connection.BeginTextExportAsync($"COPY (SELECT t::text FROM {table} AS t) TO STDOUT");
            text.AppendLine(table).AppendLine(await rows.ReadToEndAsync());
        }
        return text.ToString();
    }

    /// <summary>The columns in which a value is compressed now. What they hold could not be found in the files.</summary>
    public Task<IReadOnlyList<string>> CompressedAsync(string database) => Server.QueryAsync(
        """
        SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) || '.' || column_name FROM information_schema.columns
        JOIN pg_attribute ON attrelid = (quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass AND attname = column_name AND attlen = -1
        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND (xpath('/row/n/text()', query_to_xml(format(
            'SELECT count(pg_column_compression(%I)) AS n FROM %I.%I', column_name, table_schema, table_name), true, true,
                '')))[1]::text <> '0'
        """,
        database);

    /// <summary>Nobody gets in: open connections break, new ones are refused.</summary>
    public async Task ShutAsync(string database)
    {
        await Server.ExecuteAsync($"ALTER DATABASE \"{database}\" ALLOW_CONNECTIONS false");
        await Server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
    }

    public Task OpenAsync(string database) => Server.ExecuteAsync($"ALTER DATABASE \"{database}\" ALLOW_CONNECTIONS true");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening;
        if (listener is not null) await listener.DisposeAsync();
        stop.Dispose();
        await Server.DisposeAsync();
    }

    private Task<IReadOnlyList<string>> TablesOfAsync(string database) => Server.QueryAsync(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1", database);

    private async Task WaitAsync(NpgsqlConnection connection)
    {
        try
        {
            while (true) await connection.WaitAsync(stop.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or NpgsqlException)
        {
            // The test is over, or its databases are dropped.
        }
    }
}
