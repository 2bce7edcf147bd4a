using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>
/// Limits of a login role. The connection limit applies to everyone who has the password; the time-outs are defaults that a session can
/// override, against forgotten sessions rather than attackers. Settings that a session stored for its role are reset, because other
/// sessions would inherit them.
/// </summary>
internal sealed class LoginLimits(IOptions<ConnectionBudget> budget, IOptions<TenantPoolOptions> pool)
{
    // The api gives up a statement after ten seconds; a download of the access log may take minutes. A replica that vanishes in the midst
    // of a transaction must not hold its rows against the purge.
    private static readonly (string Name, string Value)[] Times =
        [("idle_in_transaction_session_timeout", "30s"), ("idle_session_timeout", "15min"), ("statement_timeout", "5min")];

    // Only superusers may set it, and whom they grant that to (onboarding.md).
    private static readonly (string Name, string Value) TemporaryFiles = ("temp_file_limit", "1GB");

    /// <summary>True when something was changed. Settings that only a superuser can change are left as they are.</summary>
    public async Task<bool> EnsureAsync(NpgsqlConnection connection, string role, CancellationToken cancellationToken)
    {
        var settings = await connection.IsTrueAsync("SELECT has_parameter_privilege(@name, 'SET')", cancellationToken,
            ("name", TemporaryFiles.Name))
            ? [.. Times, TemporaryFiles]
            : Times;
        var limit = budget.Value.LoginLimit(pool.Value.PoolSize);
        if (await connection.IsTrueAsync(
            """
            WITH own AS (
                SELECT setdatabase, setting FROM pg_db_role_setting, unnest(setconfig) setting
                    WHERE setrole = (SELECT oid FROM pg_roles WHERE rolname = @role)
                    AND (split_part(setting, '=', 1) = ANY(@names)
                        OR split_part(setting, '=', 1) NOT IN (SELECT name FROM pg_settings WHERE context LIKE 'superuser%'))
            )
            SELECT rolconnlimit = @limit AND NOT EXISTS (SELECT FROM own WHERE setdatabase <> 0)
                AND ARRAY(SELECT setting FROM own WHERE setdatabase = 0 ORDER BY 1) = @settings
            FROM pg_roles WHERE rolname = @role
            """,
            cancellationToken, ("limit", limit), ("names", settings.Select(one => one.Name).ToArray()), ("role", role),
            ("settings", settings.Select(one => $"{one.Name}={one.Value}").Order(StringComparer.Ordinal).ToArray())))
            return false;
        var name = new Identifier(role);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync($"ALTER ROLE {name} CONNECTION LIMIT {new Number(limit)}", cancellationToken);
        await connection.ExecuteAsync($"ALTER ROLE {name} RESET ALL", cancellationToken);
        foreach (var (setting, value) in settings) await connection.ExecuteAsync(
            $"ALTER ROLE {name} SET {new Identifier(setting)} = {new Literal(value)}", cancellationToken);
        foreach (var database in await OwnSettingsAsync(connection, role, cancellationToken))
            await connection.ExecuteAsync($"ALTER ROLE {name} IN DATABASE {new Identifier(database)} RESET ALL", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static Task<List<string>> OwnSettingsAsync(NpgsqlConnection connection, string role, CancellationToken cancellationToken) =>
        connection.TextsAsync(
            """
            SELECT datname::text FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase
            WHERE setrole = (SELECT oid FROM pg_roles WHERE rolname = @role)
            """,
            cancellationToken, ("role", role));
}
