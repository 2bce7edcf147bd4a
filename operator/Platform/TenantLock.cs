using System.Data;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Platform;

/// <summary>
/// A lock on one municipality's databases, roles and rows, held by one session of the platform database: two operators never change the
/// same ones at once, and one that dies leaves nothing locked. Its holder makes every change over this session. Then a holder who loses the
/// lock can change nothing any more, and a statement that the server still executes for it keeps the lock until it ends.
/// </summary>
internal sealed class TenantLock : IAsyncDisposable
{
    private readonly AdvisoryLock ofTenant;

    private TenantLock(NpgsqlConnection connection, AdvisoryLock ofTenant)
    {
        Connection = connection;
        this.ofTenant = ofTenant;
    }

    /// <summary>The session that holds the lock, in the platform database.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The lock, or null when another holds it.</summary>
    public static async Task<TenantLock?> TryTakeAsync(PostgresServer server, TenantName tenant, CancellationToken cancellationToken)
    {
        var opened = await server.Platform.OpenConnectionAsync(cancellationToken);
        var taken = false;
        try
        {
            var wanted = AdvisoryLocks.Tenant(tenant.Value);
            taken = await wanted.TryTakeAsync(opened, cancellationToken);
            return taken ? new TenantLock(opened, wanted) : null;
        }
        finally
        {
            if (!taken) await opened.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using (Connection)
        {
            // A session that is known to be lost has lost the lock too.
            if (Connection.State != ConnectionState.Open) return;
            try
            {
                await ofTenant.ReleaseAsync(Connection);
            }
            catch (NpgsqlException)
            {
                // The connection is lost, and the lock with it.
            }
        }
    }
}
