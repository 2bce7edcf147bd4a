using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using Npgsql;

namespace IdBellen.Operator.Platform;

/// <summary>
/// A lock on one municipality's databases and roles, held in the platform database for as long as the connection lives: two operators
/// never change the same ones at once, and one that dies leaves nothing locked.
/// </summary>
public sealed class TenantLock : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly string tenant;

    private TenantLock(NpgsqlConnection connection, string tenant)
    {
        this.connection = connection;
        this.tenant = tenant;
    }

    /// <summary>The lock, or null when another holds it.</summary>
    public static async Task<TenantLock?> TryTakeAsync(PostgresServer server, TenantName tenant, CancellationToken cancellationToken)
    {
        var opened = await server.Platform.OpenConnectionAsync(cancellationToken);
        var taken = false;
        try
        {
            taken = await opened.IsTrueAsync(
                "SELECT pg_try_advisory_lock(hashtextextended('tenant/' || @tenant, 0))", cancellationToken, ("tenant", tenant.Value));
            return taken ? new TenantLock(opened, tenant.Value) : null;
        }
        finally
        {
            if (!taken) await opened.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using (connection)
        {
            try
            {
                await connection.IsTrueAsync(
                    "SELECT pg_advisory_unlock(hashtextextended('tenant/' || @tenant, 0))", CancellationToken.None, ("tenant", tenant));
            }
            catch (NpgsqlException)
            {
                // The connection is lost, and the lock with it.
            }
        }
    }
}
