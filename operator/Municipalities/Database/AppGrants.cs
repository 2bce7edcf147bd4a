using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.SlotKeys;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>
/// The api's privileges in a municipality's database: read and write rows, call the functions of hot requests, and truncate the tables of
/// slot keys. No DDL, no trigger functions, no access to the migrations' history, and read-only access to the evaluation, which triggers
/// write with their owner's privileges.
/// </summary>
internal static class AppGrants
{
    // One row of booleans: every table, every sequence, every function, the schema, and nothing too much.
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
                        ELSE has_table_privilege(@app, c.oid, 'INSERT') AND has_table_privilege(@app, c.oid, 'UPDATE')
                            AND has_table_privilege(@app, c.oid, 'DELETE') END END)
                FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S') AND c.relname <> 'schema_version'), true)
            AND coalesce((
                SELECT bool_and(has_table_privilege(@app, c.oid, 'TRUNCATE'))
                FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                    AND c.relname ~ '^slot_key_[0-9][0-9]$'), true)
            AND coalesce((
                SELECT bool_and(has_function_privilege(@app, f.oid, 'EXECUTE') = (f.prorettype <> 'trigger'::regtype))
                FROM pg_proc f WHERE f.pronamespace = 'public'::regnamespace AND NOT EXISTS (
                    SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.deptype = 'e')), true)
        """;

    /// <param name="connection">To the municipality's database, under its owner role.</param>
    /// <returns>True when something was missing or too much.</returns>
    public static async Task<bool> EnsureAsync(NpgsqlConnection connection, TenantNames names, CancellationToken cancellationToken)
    {
        if (await connection.IsTrueAsync(Observation, cancellationToken, ("app", names.AppRole))) return false;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await SqlFile.Beside(typeof(AppGrants), nameof(AppGrants))
            .ExecuteAsync(connection, cancellationToken, ("app", [names.AppRole]), ("slot_key_tables", [.. SlotKeyTables.Names]));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
