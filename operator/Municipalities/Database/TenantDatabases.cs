using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>The database of one municipality: who owns it, whose it is marked to be and who may connect.</summary>
public static class TenantDatabases
{
    /// <summary>Makes what is missing and repairs what is wrong; tells what it did. The roles must exist.</summary>
    public static async Task<IReadOnlyList<string>> EnsureAsync(
        NpgsqlConnection connection, TenantNames names, string uid, CancellationToken cancellationToken)
    {
        var acts = new List<string>();
        var database = new Identifier(names.Database);
        var owner = new Identifier(names.OwnerRole);
        var found = (await TenantObjects.ObserveAsync(connection, names, cancellationToken)).Database;
        if (found is null)
        {
            // From template0, because nobody can be connected to that; a session on template1 would make this fail.
            await connection.ExecuteAsync($"CREATE DATABASE {database} OWNER {owner} TEMPLATE template0", cancellationToken);
            found = new MarkedDatabase(names.Database, null, names.OwnerRole, true, true);
            acts.Add($"created database {names.Database}");
        }
        if (found.Mark != uid) await connection.ExecuteAsync($"COMMENT ON DATABASE {database} IS {new Literal(uid)}", cancellationToken);
        if (found.Owner != names.OwnerRole)
        {
            await connection.ExecuteAsync($"ALTER DATABASE {database} OWNER TO {owner}", cancellationToken);
            acts.Add($"gave database {names.Database} back to its owner");
        }
        if (!found.AllowsConnections)
        {
            await connection.ExecuteAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS true", cancellationToken);
            acts.Add($"opened database {names.Database}");
        }
        if (found.IsPublic)
        {
            await connection.ExecuteAsync($"REVOKE ALL ON DATABASE {database} FROM PUBLIC", cancellationToken);
            acts.Add($"took database {names.Database} away from PUBLIC");
        }
        if (await LetInAsync(connection, names, cancellationToken)) acts.Add($"let {names.AppRole} connect");
        return acts;
    }

    private static async Task<bool> LetInAsync(NpgsqlConnection connection, TenantNames names, CancellationToken cancellationToken)
    {
        if (await connection.IsTrueAsync(
            "SELECT has_database_privilege(@role, @database, 'CONNECT')", cancellationToken, ("role", names.AppRole), ("database", names.Database)))
            return false;
        await connection.ExecuteAsync($"GRANT CONNECT ON DATABASE {new Identifier(names.Database)} TO {new Identifier(names.AppRole)}", cancellationToken);
        return true;
    }
}
