using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>Manages the database of one municipality: its owner, its mark, and who may connect.</summary>
internal sealed class TenantDatabases(IOptions<ConnectionBudget> budget, IOptions<TenantPoolOptions> pool)
{
    /// <summary>Creates what is missing and repairs what differs; returns what was done. The roles must exist.</summary>
    public async Task<IReadOnlyList<string>> EnsureAsync(
        NpgsqlConnection connection, TenantNames names, string uid, CancellationToken cancellationToken)
    {
        var acts = new List<string>();
        var database = new Identifier(names.Database);
        var owner = new Identifier(names.OwnerRole);
        var found = (await TenantObjects.ObserveAsync(connection, names, cancellationToken)).Database;
        if (found is null)
        {
            // From template0, which allows no connections; a session on template1 would make this fail.
            await connection.ExecuteAsync(
                $"CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 CONNECTION LIMIT {new Number(Limit)}", cancellationToken);
            found = new MarkedDatabase(names.Database, null, names.OwnerRole, true, true);
            acts.Add($"created database {names.Database}");
        }
        else if (found.Mark != uid)
        {
            acts.Add($"marked database {names.Database} again");
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
        // Excludes a database whose DROP was interrupted, which is unusable.
        if (await connection.IsTrueAsync("SELECT datconnlimit NOT IN (@limit, -2) FROM pg_database WHERE datname = @database",
            cancellationToken, ("limit", Limit), ("database", names.Database)))
        {
            await connection.ExecuteAsync($"ALTER DATABASE {database} CONNECTION LIMIT {new Number(Limit)}", cancellationToken);
            acts.Add($"repaired the connection limit of database {names.Database}");
        }
        if (await ConfineAsync(connection, names, cancellationToken))
            acts.Add($"took rights on database {names.Database} from the api's roles");
        if (await LetInAsync(connection, names, cancellationToken)) acts.Add($"let {names.AppRole} connect");
        return acts;
    }

    private int Limit => budget.Value.DatabaseLimit(pool.Value.PoolSize);

    // The api needs only CONNECT: no schemas, no extensions, no temporary tables.
    private static async Task<bool> ConfineAsync(NpgsqlConnection connection, TenantNames names, CancellationToken cancellationToken)
    {
        string[] roles = [names.AppRole, .. names.LoginRoles];
        if (!await connection.IsTrueAsync(
            """
            SELECT EXISTS (SELECT FROM aclexplode(datacl) acl JOIN pg_roles ON pg_roles.oid = acl.grantee
                WHERE rolname = ANY(@roles) AND privilege_type <> 'CONNECT')
            FROM pg_database WHERE datname = @database
            """,
            cancellationToken, ("roles", roles), ("database", names.Database)))
            return false;
        foreach (var role in roles)
            await connection.ExecuteAsync(
                $"REVOKE CREATE, TEMPORARY ON DATABASE {new Identifier(names.Database)} FROM {new Identifier(role)}", cancellationToken);
        return true;
    }

    private static async Task<bool> LetInAsync(NpgsqlConnection connection, TenantNames names, CancellationToken cancellationToken)
    {
        if (await connection.IsTrueAsync(
            "SELECT has_database_privilege(@role, @database, 'CONNECT')", cancellationToken, ("role", names.AppRole),
            ("database", names.Database)))
            return false;
        await connection.ExecuteAsync($"GRANT CONNECT ON DATABASE {new Identifier(names.Database)} TO {new Identifier(names.AppRole)}",
            cancellationToken);
        return true;
    }
}
