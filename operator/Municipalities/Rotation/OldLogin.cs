using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.PlatformDatabase;

namespace IdBellen.Operator.Municipalities.Rotation;

/// <summary>The login role that the Secret no longer names: who still uses it, and its end.</summary>
public sealed class OldLogin(PostgresServer server)
{
    /// <summary>Whether the role can still log in.</summary>
    public async Task<bool> IsOpenAsync(string role, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        return await connection.IsTrueAsync("SELECT rolcanlogin FROM pg_roles WHERE rolname = @role", cancellationToken, ("role", role));
    }

    /// <summary>
    /// How many replicas of the api that live have not said that they use this version of the Secret, and how many sessions the role has.
    /// A replica that has not listed the Secrets yet counts: nobody knows which version it will use.
    /// </summary>
    public async Task<OldLoginUse> ObserveAsync(string role, string tenantUid, string secretVersion, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
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

    /// <summary>Nobody can log in with the role any more; it has no password until its next turn.</summary>
    public async Task LockAsync(string role, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync($"ALTER ROLE {new Identifier(role)} NOLOGIN PASSWORD NULL", cancellationToken);
    }
}

/// <param name="Replicas">Replicas of the api that have not moved.</param>
/// <param name="Sessions">Open sessions of the old role.</param>
public sealed record OldLoginUse(long Replicas, long Sessions)
{
    public bool IsNone => Replicas == 0 && Sessions == 0;
}
