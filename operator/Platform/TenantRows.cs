using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Retention;
using Npgsql;
using NpgsqlTypes;

namespace IdBellen.Operator.Platform;

/// <summary>
/// The municipalities admitted to the PostgreSQL server. The jobs use this list, so a municipality is on it before the api can store
/// anything, until its database is dropped.
/// </summary>
internal sealed class TenantRows(PostgresServer server)
{
    /// <summary>
    /// All municipalities that have a database with tables. Those whose purge succeeds come first, so that none waits for one that hangs.
    /// </summary>
    public async Task<IReadOnlyList<TenantRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT uid, name, retention, wrap_up, delete_at, time_zone FROM tenant WHERE provisioned_at IS NOT NULL ORDER BY "
                + "coalesce(purged_at, provisioned_at) DESC, name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<TenantRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var deleteAt = await reader.GetFieldValueAsync<DateTimeOffset?>(4, cancellationToken);
            tenants.Add(new TenantRow(reader.GetString(0), reader.GetString(1),
                new PurgeTerms(reader.GetTimeSpan(2), reader.GetTimeSpan(3)), deleteAt, reader.GetString(5)));
        }
        return tenants;
    }

    /// <summary>
    /// The municipality's place in the order of admission, from 1. One that is not admitted yet is, if fewer than
    /// <paramref name="capacity"/> are; two that ask at once never get the same place.
    /// </summary>
    /// <returns>Null, without writing anything, if the connection budget is exhausted.</returns>
    public static async Task<int?> AdmitAsync(
        NpgsqlConnection connection, string uid, string name, int capacity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await PlaceAsync(connection, uid, cancellationToken) is { } known) return known;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AdvisoryLocks.Admission.TakeAsync(connection, cancellationToken);
        // The purge works on by the row of a namesake that has a database, whatever became of its resource.
        await using var namesake = connection.Command("DELETE FROM tenant WHERE name = @name AND uid <> @uid AND provisioned_at IS NULL",
            ("name", name), ("uid", uid));
        await namesake.ExecuteNonQueryAsync(cancellationToken);
        await using var admit = connection.Command(
            """
            INSERT INTO tenant (uid, name, wrap_up, admitted_at)
            SELECT @uid, @name, interval '0', @now WHERE (SELECT count(*) FROM tenant) < @capacity ON CONFLICT (name) DO NOTHING
            """,
            ("uid", uid), ("name", name), ("now", now), ("capacity", capacity));
        await admit.ExecuteNonQueryAsync(cancellationToken);
        // Until the other resource's database is dropped, both share one place in the budget.
        var place = await PlaceAsync(connection, uid, cancellationToken) ?? await PlaceOfNameAsync(connection, name, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return place;
    }

    /// <summary>The database has its tables; the jobs may work on it. A row that is right is not written.</summary>
    public static async Task PutAsync(
        NpgsqlConnection connection, TenantRow tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The step before refuses a resource while the database of a namesake exists: the row can only be left over.
        await using var namesake =
            connection.Command("DELETE FROM tenant WHERE name = @name AND uid <> @uid", ("name", tenant.Name), ("uid", tenant.Uid));
        await namesake.ExecuteNonQueryAsync(cancellationToken);
        await using var put = connection.Command(
            """
            INSERT INTO tenant (uid, name, retention, wrap_up, delete_at, time_zone, admitted_at, provisioned_at)
            VALUES (@uid, @name, @retention, @wrapUp, @deleteAt, @timeZone, @now, @now)
            ON CONFLICT (uid) DO UPDATE SET retention = @retention, wrap_up = @wrapUp, delete_at = @deleteAt, time_zone = @timeZone,
                provisioned_at = coalesce(tenant.provisioned_at, @now)
            WHERE (tenant.retention, tenant.wrap_up, tenant.delete_at, tenant.time_zone)
                IS DISTINCT FROM (@retention, @wrapUp, @deleteAt, @timeZone)
                OR tenant.provisioned_at IS NULL
            """,
            ("uid", tenant.Uid), ("name", tenant.Name), ("retention", tenant.Terms.Retention), ("wrapUp", tenant.Terms.WrapUp),
            ("timeZone", tenant.TimeZone), ("now", now));
        put.Parameters.Add(new NpgsqlParameter<DateTimeOffset?>("deleteAt", NpgsqlDbType.TimestampTz) { TypedValue = tenant.DeleteAt });
        await put.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Records the result of a purge. A failed purge writes nothing, and an incomplete one no time, so that it shows as late.
    /// </summary>
    public async Task PurgedAsync(string uid, DateTimeOffset now, PurgeResult result, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "UPDATE tenant SET purged_at = CASE WHEN @complete THEN @now ELSE purged_at END, oldest_record_at = @oldest WHERE uid = @uid",
            ("uid", uid), ("now", now), ("complete", result.IsComplete));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?>("oldest", NpgsqlDbType.TimestampTz) { TypedValue = result.OldestAt });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Stores the number of access log records that wait for the receiver.</summary>
    public async Task AccessLogWaitingAsync(string uid, long waiting, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "UPDATE tenant SET access_log_waiting = @waiting WHERE uid = @uid AND access_log_waiting IS DISTINCT FROM @waiting",
            ("uid", uid), ("waiting", waiting));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Clears the numbers of waiting records, if no receiver is configured.</summary>
    public async Task NoAccessLogReceiverAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync($"UPDATE tenant SET access_log_waiting = NULL WHERE access_log_waiting IS NOT NULL",
            cancellationToken);
    }

    /// <summary>Returns the time of the last complete purge, or the creation of the database before the first.</summary>
    public static async Task<DateTimeOffset> LastPurgeAsync(
        NpgsqlConnection connection, string uid, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "SELECT coalesce(purged_at, provisioned_at) FROM tenant WHERE uid = @uid AND provisioned_at IS NOT NULL", ("uid", uid));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? await reader.GetFieldValueAsync<DateTimeOffset>(0, cancellationToken) : DateTimeOffset.MinValue;
    }

    /// <summary>Deletes all rows of a municipality from the platform database.</summary>
    /// <param name="connection">To the platform database, optionally in the caller's transaction.</param>
    /// <param name="uid">The UID of the resource.</param>
    /// <returns>The number of deleted rows by table.</returns>
    public static async Task<IReadOnlyDictionary<string, long>> RemoveAsync(
        NpgsqlConnection connection, string uid, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            WITH followed AS (DELETE FROM follow_up WHERE tenant_uid = @uid RETURNING 1),
                served AS (DELETE FROM replica_tenant WHERE tenant_uid = @uid RETURNING 1),
                counted AS (DELETE FROM evaluation_day WHERE tenant_uid = @uid RETURNING 1),
                accepted AS (DELETE FROM accepted_spec WHERE uid = @uid RETURNING 1),
                registered AS (DELETE FROM tenant WHERE uid = @uid RETURNING 1)
            SELECT (SELECT count(*) FROM followed), (SELECT count(*) FROM served),
                (SELECT count(*) FROM registered), (SELECT count(*) FROM counted), (SELECT count(*) FROM accepted)
            """,
            ("uid", uid));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["follow_up"] = reader.GetInt64(0),
            ["replica_tenant"] = reader.GetInt64(1),
            ["tenant"] = reader.GetInt64(2),
            ["evaluation_day"] = reader.GetInt64(3),
            ["accepted_spec"] = reader.GetInt64(4),
        };
    }

    /// <summary>Returns whether the platform database still has rows of the municipality, other than its evaluation report.</summary>
    public async Task<bool> HoldsAsync(string uid, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        return await connection.IsTrueAsync(
            """
            SELECT EXISTS (SELECT FROM tenant WHERE uid = @uid) OR EXISTS (SELECT FROM follow_up WHERE tenant_uid = @uid)
                OR EXISTS (SELECT FROM replica_tenant WHERE tenant_uid = @uid)
                OR EXISTS (SELECT FROM evaluation_day WHERE tenant_uid = @uid)
                OR EXISTS (SELECT FROM accepted_spec WHERE uid = @uid)
            """,
            cancellationToken, ("uid", uid));
    }

    /// <summary>Whether the teardown of this resource has begun; then nothing is made for it any more.</summary>
    public static Task<bool> IsBeingTornDownAsync(NpgsqlConnection connection, string uid, CancellationToken cancellationToken) =>
        connection.IsTrueAsync("SELECT EXISTS (SELECT FROM teardown WHERE uid = @uid)", cancellationToken, ("uid", uid));

    /// <summary>What the platform database knows of a resource, whose lock is held.</summary>
    public static async Task<TenantStanding> StandingAsync(NpgsqlConnection connection, string uid, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            SELECT EXISTS (SELECT FROM teardown WHERE uid = @uid),
                EXISTS (SELECT FROM tenant WHERE uid = @uid AND provisioned_at IS NOT NULL)
            """,
            ("uid", uid));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new TenantStanding(reader.GetBoolean(0), reader.GetBoolean(1));
    }

    /// <summary>The UIDs of resources with this name whose database was never registered, and whose teardown has not begun.</summary>
    /// <param name="except">The UID of one that is left out; null: none is.</param>
    public static Task<List<string>> UnfinishedAsync(
        NpgsqlConnection connection, string name, string? except, CancellationToken cancellationToken) =>
        connection.TextsAsync(
            """
            SELECT uid FROM (SELECT uid FROM accepted_spec WHERE name = @name UNION SELECT uid FROM tenant WHERE name = @name) AS known
            WHERE uid <> @except AND NOT EXISTS (SELECT FROM tenant WHERE tenant.uid = known.uid AND provisioned_at IS NOT NULL)
                AND NOT EXISTS (SELECT FROM teardown WHERE teardown.uid = known.uid)
            """,
            cancellationToken, ("name", name), ("except", except ?? ""));

    /// <summary>
    /// Returns the UID of another resource with this name whose database was created and not known to be dropped, or null.
    /// </summary>
    public static async Task<string?> NamesakeAsync(
        NpgsqlConnection connection, string uid, string name, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "SELECT uid FROM tenant WHERE name = @name AND uid <> @uid AND provisioned_at IS NOT NULL", ("name", name), ("uid", uid));
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static async Task<int?> PlaceOfNameAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("SELECT uid FROM tenant WHERE name = @name", ("name", name));
        return await command.ExecuteScalarAsync(cancellationToken) is string uid
            ? await PlaceAsync(connection, uid, cancellationToken) : null;
    }

    private static async Task<int?> PlaceAsync(NpgsqlConnection connection, string uid, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            SELECT count(*)::int FROM tenant other, tenant mine WHERE mine.uid = @uid
                AND (other.admitted_at, other.uid) <= (mine.admitted_at, mine.uid)
            """,
            ("uid", uid));
        return await command.ExecuteScalarAsync(cancellationToken) is int and > 0 and var place ? place : null;
    }
}

/// <param name="Uid">The UID of the resource.</param>
/// <param name="Terms">The terms of the purge.</param>
/// <param name="DeleteAt">When the resource is to be deleted; null when its pilot has no end.</param>
/// <param name="TimeZone">The time zone of its days.</param>
internal sealed record TenantRow(string Uid, string Name, PurgeTerms Terms, DateTimeOffset? DeleteAt, string TimeZone);

/// <param name="IsBeingTornDown">Its teardown has begun; nothing is made for it any more.</param>
/// <param name="IsProvisioned">Its database is registered, so that the api may have stored something in it.</param>
internal readonly record struct TenantStanding(bool IsBeingTornDown, bool IsProvisioned);
