using Npgsql;

namespace IdBellen.Tenancy.Postgres;

/// <summary>
/// Checks that a connection keeps one server session while it is open. Behind a pooler in transaction mode each transaction may get another
/// session: session locks are then never released, LISTEN receives nothing, and SET ROLE or a limit affects other clients.
/// </summary>
public static class SessionKeeping
{
    /// <summary>The problem and its remedy.</summary>
    public const string Problem =
        "A connection pooler in front of PostgreSQL changes sessions between transactions, as PgBouncer does with pool_mode=transaction. "
        + "Locks, LISTEN and roles need a stable session: set Platform__ConnectionString to the server itself, or the pooler to "
            + "pool_mode=session.";

    private const int Rounds = 5;

    /// <summary>
    /// False when two open connections share a session, or one connection changes its session. Takes several rounds, because other clients
    /// may use the pooler at the same time.
    /// </summary>
    /// <exception cref="NpgsqlException">The server can't be reached.</exception>
    public static async Task<bool> IsKeptAsync(PostgresAddress address, CancellationToken cancellationToken)
    {
        await using var one = await address.OpenAsync(cancellationToken);
        await using var other = await address.OpenAsync(cancellationToken);
        var (first, second) = (await SessionAsync(one, cancellationToken), await SessionAsync(other, cancellationToken));
        for (var round = 0; round < Rounds; round++)
        {
            if (first == second) return false;
            // Twice in a row, lest a pooler that deals its sessions out in turn gives each of us the same one each time.
            if (await SessionAsync(one, cancellationToken) != first || await SessionAsync(one, cancellationToken) != first) return false;
            if (await SessionAsync(other, cancellationToken) != second) return false;
        }
        return true;
    }

    // A process number alone may be the same on two servers.
    private static async Task<string> SessionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command =
            new NpgsqlCommand("SELECT pid || '@' || backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()", connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
