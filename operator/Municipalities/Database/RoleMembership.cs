using IdBellen.Operator.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>Who is a member of which role, with the right to use its rights and to become it.</summary>
public static class RoleMembership
{
    // What a membership gives is told apart since PostgreSQL 16; before, the member's INHERIT decided.
    private const int OptionsSince = 16;

    /// <summary>Makes a role a member; true when it was not yet.</summary>
    public static async Task<bool> EnsureAsync(NpgsqlConnection connection, string role, string member, CancellationToken cancellationToken)
    {
        var hasOptions = connection.PostgreSqlVersion.Major >= OptionsSince;
        var isMember = hasOptions
            ? await connection.IsTrueAsync(
                "SELECT pg_has_role(@member, @role, 'USAGE') AND pg_has_role(@member, @role, 'SET')", cancellationToken, ("member", member), ("role", role))
            : await connection.IsTrueAsync("SELECT pg_has_role(@member, @role, 'USAGE')", cancellationToken, ("member", member), ("role", role));
        if (isMember) return false;
        if (hasOptions)
            await connection.ExecuteAsync($"GRANT {new Identifier(role)} TO {new Identifier(member)} WITH INHERIT TRUE, SET TRUE", cancellationToken);
        else
            await connection.ExecuteAsync($"GRANT {new Identifier(role)} TO {new Identifier(member)}", cancellationToken);
        return true;
    }
}
