using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Rotation;

/// <summary>The login role that the Secret no longer names: its remaining users, and its locking.</summary>
internal static class OldLogin
{
    /// <summary>Returns whether the role can still log in.</summary>
    public static Task<bool> IsOpenAsync(NpgsqlConnection connection, string role, CancellationToken cancellationToken) =>
        connection.IsTrueAsync("SELECT rolcanlogin FROM pg_roles WHERE rolname = @role", cancellationToken, ("role", role));

    /// <summary>
    /// The number of live api replicas that have not reported using this version of the Secret, and the number of sessions of the role. A
    /// replica that has not listed the Secrets yet counts, because its version is unknown.
    /// </summary>
    public static async Task<OldLoginUse> ObserveAsync(
        NpgsqlConnection connection, string role, string tenantUid, string secretVersion, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            SELECT (SELECT count(*) FROM replica WHERE seen_at > now() - @lifetime AND (NOT synced OR EXISTS (
                    SELECT FROM replica_tenant WHERE replica_id = replica.id AND tenant_uid = @uid AND secret_version <> @version))),
                (SELECT count(*) FROM pg_stat_activity WHERE usename = @role)
            """,
            ("lifetime", Replica.Lifetime), ("uid", tenantUid), ("version", secretVersion), ("role", role));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new OldLoginUse(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Locks the role; it has no password until its next turn.</summary>
    public static Task LockAsync(NpgsqlConnection connection, string role, CancellationToken cancellationToken) =>
        connection.ExecuteAsync($"ALTER ROLE {new Identifier(role)} NOLOGIN PASSWORD NULL", cancellationToken);
}

/// <param name="Replicas">Replicas of the api that have not moved.</param>
/// <param name="Sessions">Open sessions of the old role.</param>
internal sealed record OldLoginUse(long Replicas, long Sessions)
{
    public bool IsNone => Replicas == 0 && Sessions == 0;
}
