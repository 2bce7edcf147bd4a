using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>
/// The PostgreSQL objects under one municipality's names, and their owner: a COMMENT on the database and on each role contains the UID of
/// the resource that it was created for.
/// </summary>
internal sealed record TenantObjects(MarkedDatabase? Database, IReadOnlyDictionary<string, string?> RoleMarks)
{
    public static async Task<TenantObjects> ObserveAsync(
        NpgsqlConnection connection, TenantNames names, CancellationToken cancellationToken)
    {
        var roles = new Dictionary<string, string?>(StringComparer.Ordinal);
        await using (var command = connection.Command(
            "SELECT rolname::text, shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = ANY(@roles)",
            ("roles", names.Roles.ToArray())))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) roles[reader.GetString(0)] = Text(reader, 1);
        }
        await using var query = connection.Command(
            """
            SELECT shobj_description(oid, 'pg_database'), pg_get_userbyid(datdba)::text, datallowconn,
                EXISTS (SELECT FROM aclexplode(coalesce(datacl, acldefault('d', datdba))) WHERE grantee = 0)
            FROM pg_database WHERE datname = @database
            """,
            ("database", names.Database));
        await using var row = await query.ExecuteReaderAsync(cancellationToken);
        var database = await row.ReadAsync(cancellationToken)
            ? new MarkedDatabase(names.Database, Text(row, 0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3))
            : null;
        return new TenantObjects(database, roles);
    }

    public bool OwnsRole(string role, string uid) => RoleMarks.TryGetValue(role, out var mark) && mark == uid;

    /// <summary>
    /// True also for a database without a mark whose owner is our marked role: only we could have made it, and then stopped before the
    /// mark, because CREATE DATABASE and COMMENT can't be one transaction.
    /// </summary>
    public bool OwnsDatabase(string uid) =>
        Database is { } database && (database.Mark == uid || (database.Mark is null && OwnsRole(database.Owner, uid)));

    /// <summary>The names that exist and are not this resource's.</summary>
    public IEnumerable<string> OfOthers(string uid)
    {
        foreach (var role in RoleMarks.Keys.Where(role => !OwnsRole(role, uid)).Order(StringComparer.Ordinal)) yield return $"role {role}";
        if (Database is not null && !OwnsDatabase(uid)) yield return $"database {Database.Name}";
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <param name="Mark">The UID of the resource it was made for; null when it carries no comment.</param>
/// <param name="Owner">The role that owns it.</param>
/// <param name="AllowsConnections">False while it is fenced.</param>
/// <param name="IsPublic">Whether PUBLIC has any right on it.</param>
internal sealed record MarkedDatabase(string Name, string? Mark, string Owner, bool AllowsConnections, bool IsPublic);
