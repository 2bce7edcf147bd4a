using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>The owner role, the api's group role and the two login roles of one municipality.</summary>
internal sealed class TenantRoles(PostgresServer server, LoginLimits limits)
{
    /// <summary>Creates what is missing and repairs what differs; returns what was done.</summary>
    public async Task<IReadOnlyList<string>> EnsureAsync(
        NpgsqlConnection connection, TenantNames names, string uid, TenantObjects found, CancellationToken cancellationToken)
    {
        var acts = new List<string>();
        foreach (var role in names.Roles)
        {
            if (!found.RoleMarks.ContainsKey(role))
            {
                await CreateAsync(connection, role, uid, cancellationToken);
                acts.Add($"created role {role}");
            }
            if (await RepairAsync(connection, role, mayLogIn: names.LoginRoles.Contains(role, StringComparer.Ordinal), cancellationToken))
                acts.Add($"repaired role {role}");
            // The memberships let the operator create and migrate the database as its owner, and end the sessions of all roles before
            // dropping it.
            if (await RoleMembership.EnsureAsync(connection, role, server.OperatorRole, cancellationToken)
                && found.RoleMarks.ContainsKey(role))
                acts.Add($"repaired membership of role {role}");
        }
        foreach (var login in names.LoginRoles)
        {
            if (await RoleMembership.EnsureAsync(connection, names.AppRole, login, cancellationToken) && found.RoleMarks.ContainsKey(login))
                acts.Add($"repaired membership of role {login}");
            if (await limits.EnsureAsync(connection, login, cancellationToken) && found.RoleMarks.ContainsKey(login))
                acts.Add($"repaired the limits of role {login}");
        }
        return acts;
    }

    private static async Task CreateAsync(NpgsqlConnection connection, string role, string uid, CancellationToken cancellationToken)
    {
        // One transaction, so that no role exists without its mark.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync($"CREATE ROLE {new Identifier(role)} NOLOGIN", cancellationToken);
        await connection.ExecuteAsync($"COMMENT ON ROLE {new Identifier(role)} IS {new Literal(uid)}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // The Secret and rotation determine which of the two login roles can log in; the other roles never can.
    private static async Task<bool> RepairAsync(
        NpgsqlConnection connection, string role, bool mayLogIn, CancellationToken cancellationToken)
    {
        var isRight = await connection.IsTrueAsync(
            "SELECT (@mayLogIn OR NOT rolcanlogin) AND rolinherit AND NOT rolcreatedb AND NOT rolcreaterole FROM pg_roles WHERE rolname = "
                + "@role",
            cancellationToken, ("mayLogIn", mayLogIn), ("role", role));
        if (isRight) return false;
        if (mayLogIn)
            await connection.ExecuteAsync($"ALTER ROLE {new Identifier(role)} INHERIT NOCREATEDB NOCREATEROLE", cancellationToken);
        else
            await connection.ExecuteAsync($"ALTER ROLE {new Identifier(role)} NOLOGIN INHERIT NOCREATEDB NOCREATEROLE", cancellationToken);
        return true;
    }
}
