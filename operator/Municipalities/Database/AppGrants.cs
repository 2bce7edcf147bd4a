using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.SlotKeys;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>
/// What the api may do in a municipality's database: read and write rows, and empty the tables of slot keys; no DDL, not the migrations' history, and of the
/// evaluation, which triggers write with their owner's rights, only read.
/// </summary>
public static class AppGrants
{
    // One row of booleans: every table, every sequence, the schema, and nothing too much.
    private const string Observation =
        """
        SELECT has_schema_privilege(@app, 'public', 'USAGE')
            AND NOT has_schema_privilege(@app, 'public', 'CREATE')
            AND NOT has_table_privilege(@app, 'schema_version', 'INSERT')
            AND NOT has_table_privilege(@app, 'schema_version', 'UPDATE')
            AND NOT has_table_privilege(@app, 'schema_version', 'DELETE')
            AND coalesce((
                SELECT bool_and(CASE c.relkind
                    WHEN 'S' THEN has_sequence_privilege(@app, c.oid, 'USAGE') AND has_sequence_privilege(@app, c.oid, 'SELECT')
                    ELSE has_table_privilege(@app, c.oid, 'SELECT') AND CASE WHEN c.relname IN ('evaluation_event', 'evaluation_day')
                        THEN NOT has_table_privilege(@app, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
                        ELSE has_table_privilege(@app, c.oid, 'INSERT') AND has_table_privilege(@app, c.oid, 'UPDATE') AND has_table_privilege(@app, c.oid, 'DELETE') END END)
                FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S') AND c.relname <> 'schema_version'), true)
            AND coalesce((
                SELECT bool_and(has_table_privilege(@app, c.oid, 'TRUNCATE'))
                FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^slot_key_[0-9][0-9]$'), true)
        """;

    /// <param name="connection">To the municipality's database, under its owner role.</param>
    /// <param name="names">Whose.</param>
    /// <param name="cancellationToken">Undoes what has begun.</param>
    /// <returns>True when something was missing or too much.</returns>
    public static async Task<bool> EnsureAsync(NpgsqlConnection connection, TenantNames names, CancellationToken cancellationToken)
    {
        if (await connection.IsTrueAsync(Observation, cancellationToken, ("app", names.AppRole))) return false;
        var app = new Identifier(names.AppRole);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync($"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {app}", cancellationToken);
        await connection.ExecuteAsync($"GRANT USAGE ON SCHEMA public TO {app}", cancellationToken);
        await connection.ExecuteAsync($"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}", cancellationToken);
        // A slot key is emptied by whoever is there at its deadline.
        for (var place = 0; place < SlotKeyTables.Count; place++)
            await connection.ExecuteAsync($"GRANT TRUNCATE ON {new Identifier(SlotKeyTables.Name(place))} TO {app}", cancellationToken);
        await connection.ExecuteAsync($"REVOKE ALL ON schema_version FROM PUBLIC, {app}", cancellationToken);
        await connection.ExecuteAsync($"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON evaluation_event, evaluation_day FROM PUBLIC, {app}", cancellationToken);
        await connection.ExecuteAsync($"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
