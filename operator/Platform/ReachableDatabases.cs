using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Platform;

/// <summary>
/// The databases of the server that are open to PUBLIC, and so to the municipalities' login roles. By default PostgreSQL's <c>postgres</c>
/// and <c>template1</c> are. Only their owner, usually a superuser, can close them; the operator logs those that it cannot close.
/// </summary>
internal sealed partial class ReachableDatabases(
    PostgresServer server, PlatformReadiness platform, TimeProvider time, ILogger<ReachableDatabases> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private IReadOnlyList<string>? names;

    /// <summary>The databases that are still open; null before the first check.</summary>
    public IReadOnlyList<string>? Names => Volatile.Read(ref names);

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
        var open = new List<string>();
        foreach (var (database, isOurs) in await ListAsync(connection, cancellationToken))
        {
            // Closes only these two, and only if they are ours: nobody but administrators needs them, and those do not need this right.
            if (isOurs && (database is "postgres" or "template1"))
                await connection.ExecuteAsync($"REVOKE CONNECT, TEMPORARY ON DATABASE {new Identifier(database)} FROM PUBLIC",
                    cancellationToken);
            else
                open.Add(database);
        }
        if (open.Count > 0 && !open.SequenceEqual(names ?? [], StringComparer.Ordinal)) LogOpen(logger, string.Join(", ", open));
        Volatile.Write(ref names, open);
    }

    private static async Task<List<(string Name, bool IsOurs)>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            SELECT datname::text, pg_has_role(datdba, 'USAGE') FROM pg_database
            WHERE datallowconn AND EXISTS (SELECT FROM aclexplode(coalesce(datacl, acldefault('d', datdba)))
                WHERE grantee = 0 AND privilege_type = 'CONNECT')
            ORDER BY 1
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var databases = new List<(string, bool)>();
        while (await reader.ReadAsync(cancellationToken)) databases.Add((reader.GetString(0), reader.GetBoolean(1)));
        return databases;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The municipalities' logins can reach databases that are not theirs; have a database administrator REVOKE CONNECT, TEMPORARY ON "
            + "DATABASE … FROM PUBLIC: {Databases}")]
    private static partial void LogOpen(ILogger logger, string databases);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The databases that are open to PUBLIC could not be listed: {Fault}; retrying")]
    private static partial void LogUnread(ILogger logger, SafeFault fault);
}
