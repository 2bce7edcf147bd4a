using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>Memberships of roles, with the options to inherit their rights and to set the role.</summary>
internal static class RoleMembership
{
    // Since PostgreSQL 16 a membership has its own options; before, the member's INHERIT applied.
    private const int OptionsSince = 16;

    /// <summary>Makes a role a member; true when it was not yet.</summary>
    public static async Task<bool> EnsureAsync(NpgsqlConnection connection, string role, string member, CancellationToken cancellationToken)
    {
        var hasOptions = connection.PostgreSqlVersion.Major >= OptionsSince;
        var isMember = hasOptions
            ? await connection.IsTrueAsync(
                "SELECT pg_has_role(@member, @role, 'USAGE') AND pg_has_role(@member, @role, 'SET')", cancellationToken, ("member", member),
                ("role", role))
            : await connection.IsTrueAsync("SELECT pg_has_role(@member, @role, 'USAGE')", cancellationToken, ("member", member),
                ("role", role));
        if (isMember) return false;
        if (hasOptions)
            await connection.ExecuteAsync($"GRANT {new Identifier(role)} TO {new Identifier(member)} WITH INHERIT TRUE, SET TRUE",
                cancellationToken);
        else
            await connection.ExecuteAsync($"GRANT {new Identifier(role)} TO {new Identifier(member)}", cancellationToken);
        return true;
    }
}
