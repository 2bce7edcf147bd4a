using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Retention;
using Npgsql;
using NpgsqlTypes;

namespace IdBellen.Operator.Platform;

/// <summary>
/// The list of municipalities that the PostgreSQL server was given to carry. The jobs work from it, so a municipality stands in it before
/// the api can store anything, and until its database is gone.
/// </summary>
public sealed class TenantRegister(PostgresServer server)
{
    /// <summary>All municipalities that have a database with tables. Those whose purge succeeds come first, so that none waits for one that hangs.</summary>
    public async Task<IReadOnlyList<RegisteredTenant>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT uid, name, retention, wrap_up, delete_at, time_zone FROM tenant WHERE provisioned_at IS NOT NULL ORDER BY coalesce(purged_at, provisioned_at) DESC, name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<RegisteredTenant>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var deleteAt = await reader.GetFieldValueAsync<DateTimeOffset?>(4, cancellationToken);
            tenants.Add(new RegisteredTenant(reader.GetString(0), reader.GetString(1), new PurgeTerms(reader.GetTimeSpan(2), reader.GetTimeSpan(3)), deleteAt, reader.GetString(5)));
        }
        return tenants;
    }

    /// <summary>
    /// The municipality's place in the order of admission, from 1. One that is not admitted yet is, if fewer than
    /// <paramref name="capacity"/> are; two that ask at once never get the same place.
    /// </summary>
    /// <returns>Null when there is no room; nothing is written then.</returns>
    public async Task<int?> AdmitAsync(string uid, string name, int capacity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        if (await PlaceAsync(connection, uid, cancellationToken) is { } known) return known;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync($"SELECT pg_advisory_xact_lock(hashtextextended('admission', 0))", cancellationToken);
        // A namesake's row can only be left over: a name's database carries one mark.
        await using var namesake = connection.Command("DELETE FROM tenant WHERE name = @name AND uid <> @uid", ("name", name), ("uid", uid));
        await namesake.ExecuteNonQueryAsync(cancellationToken);
        await using var admit = connection.Command(
            """
            INSERT INTO tenant (uid, name, wrap_up, admitted_at)
            SELECT @uid, @name, interval '0', @now WHERE (SELECT count(*) FROM tenant) < @capacity
            """,
            ("uid", uid), ("name", name), ("now", now), ("capacity", capacity));
        await admit.ExecuteNonQueryAsync(cancellationToken);
        var place = await PlaceAsync(connection, uid, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return place;
    }

    /// <summary>The database has its tables; the jobs may work on it. A row that is right is not written.</summary>
    public async Task PutAsync(RegisteredTenant tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var put = connection.Command(
            """
            INSERT INTO tenant (uid, name, retention, wrap_up, delete_at, time_zone, admitted_at, provisioned_at)
            VALUES (@uid, @name, @retention, @wrapUp, @deleteAt, @timeZone, @now, @now)
            ON CONFLICT (uid) DO UPDATE SET retention = @retention, wrap_up = @wrapUp, delete_at = @deleteAt, time_zone = @timeZone,
                provisioned_at = coalesce(tenant.provisioned_at, @now)
            WHERE (tenant.retention, tenant.wrap_up, tenant.delete_at, tenant.time_zone) IS DISTINCT FROM (@retention, @wrapUp, @deleteAt, @timeZone)
                OR tenant.provisioned_at IS NULL
            """,
            ("uid", tenant.Uid), ("name", tenant.Name), ("retention", tenant.Terms.Retention), ("wrapUp", tenant.Terms.WrapUp), ("timeZone", tenant.TimeZone), ("now", now));
        put.Parameters.Add(new NpgsqlParameter<DateTimeOffset?>("deleteAt", NpgsqlDbType.TimestampTz) { TypedValue = tenant.DeleteAt });
        await put.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What a purge left. One that fails writes nothing, and one that did not come to its end no time, so it is missed.</summary>
    public async Task PurgedAsync(string uid, DateTimeOffset now, PurgeResult result, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "UPDATE tenant SET purged_at = CASE WHEN @complete THEN @now ELSE purged_at END, oldest_record_at = @oldest WHERE uid = @uid",
            ("uid", uid), ("now", now), ("complete", result.IsComplete));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?>("oldest", NpgsqlDbType.TimestampTz) { TypedValue = result.OldestAt });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How much of the access log waits for its receiver.</summary>
    public async Task AccessLogWaitingAsync(string uid, long waiting, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "UPDATE tenant SET access_log_waiting = @waiting WHERE uid = @uid AND access_log_waiting IS DISTINCT FROM @waiting", ("uid", uid), ("waiting", waiting));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Nothing waits where there is no receiver.</summary>
    public async Task NoAccessLogReceiverAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync($"UPDATE tenant SET access_log_waiting = NULL WHERE access_log_waiting IS NOT NULL", cancellationToken);
    }

    /// <summary>When the purge last came to its end, the making of the database counting as one.</summary>
    public async Task<DateTimeOffset> LastPurgeAsync(string uid, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT coalesce(purged_at, provisioned_at) FROM tenant WHERE uid = @uid AND provisioned_at IS NOT NULL", ("uid", uid));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? await reader.GetFieldValueAsync<DateTimeOffset>(0, cancellationToken) : DateTimeOffset.MinValue;
    }

    /// <summary>Removes all the platform database holds of a municipality.</summary>
    /// <param name="connection">To the platform database; the caller's transaction, if there is one, decides.</param>
    /// <param name="uid">The UID of the resource.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many rows went, by table.</returns>
    public static async Task<IReadOnlyDictionary<string, long>> RemoveAsync(NpgsqlConnection connection, string uid, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            WITH followed AS (DELETE FROM follow_up WHERE tenant_uid = @uid RETURNING 1),
                served AS (DELETE FROM replica_tenant WHERE tenant_uid = @uid RETURNING 1),
                counted AS (DELETE FROM evaluation_day WHERE tenant_uid = @uid RETURNING 1),
                registered AS (DELETE FROM tenant WHERE uid = @uid RETURNING 1)
            SELECT (SELECT count(*) FROM followed), (SELECT count(*) FROM served), (SELECT count(*) FROM registered), (SELECT count(*) FROM counted)
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
        };
    }

    /// <summary>Whether the platform database still knows the municipality. Its evaluation report is meant to stay.</summary>
    public async Task<bool> HoldsAsync(string uid, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        return await connection.IsTrueAsync(
            """
            SELECT EXISTS (SELECT FROM tenant WHERE uid = @uid) OR EXISTS (SELECT FROM follow_up WHERE tenant_uid = @uid)
                OR EXISTS (SELECT FROM replica_tenant WHERE tenant_uid = @uid) OR EXISTS (SELECT FROM evaluation_day WHERE tenant_uid = @uid)
            """,
            cancellationToken, ("uid", uid));
    }

    private static async Task<int?> PlaceAsync(NpgsqlConnection connection, string uid, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            SELECT count(*)::int FROM tenant other, tenant mine WHERE mine.uid = @uid AND (other.admitted_at, other.uid) <= (mine.admitted_at, mine.uid)
            """,
            ("uid", uid));
        return await command.ExecuteScalarAsync(cancellationToken) is int and > 0 and var place ? place : null;
    }
}

/// <param name="Uid">The UID of the resource.</param>
/// <param name="Name">The name of the resource.</param>
/// <param name="Terms">By what it is purged.</param>
/// <param name="DeleteAt">When the resource is to be deleted; null when its pilot has no end.</param>
/// <param name="TimeZone">Where its days begin and end.</param>
public sealed record RegisteredTenant(string Uid, string Name, PurgeTerms Terms, DateTimeOffset? DeleteAt, string TimeZone);
