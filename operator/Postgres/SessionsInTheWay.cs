using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;

namespace IdBellen.Operator.Postgres;

/// <summary>
/// Describes sessions that block something, by process, role and application; never their queries, which may contain personal data.
/// </summary>
internal static class SessionsInTheWay
{
    private const int Most = 5;

    /// <summary>Describes sessions in a database that the operator lacks the right to end; null without any.</summary>
    /// <param name="connection">A connection to another database.</param>
    /// <param name="database">The database to drop.</param>
    public static Task<string?> UntouchableAsync(
        NpgsqlConnection connection, string database, CancellationToken cancellationToken) => ListAsync(
        connection,
        """
        SELECT pid, usename::text, application_name FROM pg_stat_activity JOIN pg_roles ON pg_roles.oid = usesysid
        WHERE datname = @database AND pid <> pg_backend_pid()
            AND (rolsuper OR NOT (pg_has_role(usesysid, 'USAGE') OR pg_has_role('pg_signal_backend', 'USAGE')))
        ORDER BY pid
        """,
        cancellationToken, ("database", database));

    /// <summary>That hold a lock on a table of the database that the connection is to; null when there are none.</summary>
    public static Task<string?> WithLocksAsync(NpgsqlConnection inside, CancellationToken cancellationToken) => ListAsync(
        inside,
        """
        SELECT DISTINCT pid, usename::text, application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'relation' AND granted AND pid <> pg_backend_pid() AND relation >= 16384 AND usename IS NOT NULL
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        ORDER BY pid
        """,
        cancellationToken);

    private static async Task<string?> ListAsync(
        NpgsqlConnection connection, [ConstantExpected] string query, CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters)
    {
        var sessions = new List<string>();
        await using var command = connection.Command(query, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var application = await reader.IsDBNullAsync(2, cancellationToken) || reader.GetString(2).Length == 0
                ? "without a name" : reader.GetString(2);
            sessions.Add(string.Create(CultureInfo.InvariantCulture,
                $"pid {reader.GetInt32(0)} of role {reader.GetString(1)} (application {application})"));
        }
        if (sessions.Count == 0) return null;
        var more = sessions.Count > Most ? string.Create(CultureInfo.InvariantCulture, $" and {sessions.Count - Most} more") : "";
        return string.Join(", ", sessions.Take(Most)) + more;
    }
}
