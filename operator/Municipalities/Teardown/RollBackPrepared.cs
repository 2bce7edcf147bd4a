using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Prepared transactions survive their sessions and keep a database from being dropped. They can be rolled back only from inside the
/// database and by the role that prepared them, so the fence is opened for that moment, while the login roles stay locked.
/// </summary>
public sealed class RollBackPrepared(PostgresServer server) : ITeardownStage
{
    public string Name => "RollingBackPreparedTransactions";

    public async Task<string?> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await TenantObjects.ObserveAsync(context.Connection, context.Names, cancellationToken);
        if (!found.OwnsDatabase(context.Uid)) return null;
        var prepared = await PreparedAsync(context, cancellationToken);
        if (prepared.Count == 0) return null;
        var database = new Identifier(context.Names.Database);
        await context.Connection.ExecuteAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS true", cancellationToken);
        try
        {
            foreach (var (transaction, owner) in prepared)
            {
                if (!found.OwnsRole(owner, context.Uid))
                    return $"Role {owner} has a prepared transaction in {context.Names.Database}, which only it or a superuser can end; have it rolled back.";
                await RollBackAsync(context.Names.Database, owner, transaction, cancellationToken);
            }
        }
        finally
        {
            await context.Connection.ExecuteAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS false", CancellationToken.None);
        }
        return null;
    }

    private async Task RollBackAsync(string database, string owner, string transaction, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(database, owner, cancellationToken);
        await connection.ExecuteAsync($"ROLLBACK PREPARED {new Literal(transaction)}", cancellationToken);
    }

    private static async Task<List<(string Transaction, string Owner)>> PreparedAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        await using var command = context.Connection.Command(
            "SELECT gid, owner::text FROM pg_prepared_xacts WHERE database = @database ORDER BY prepared", ("database", context.Names.Database));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var prepared = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken)) prepared.Add((reader.GetString(0), reader.GetString(1)));
        return prepared;
    }
}
