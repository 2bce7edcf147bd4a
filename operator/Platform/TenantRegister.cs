using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Platform;

/// <summary>
/// The list of municipalities that have a database. The purge works from it, so a municipality stands in it before the api can store
/// anything, and until its database is gone.
/// </summary>
public sealed class TenantRegister(PostgresServer server)
{
    /// <summary>All municipalities that have a database.</summary>
    public async Task<IReadOnlyList<RegisteredTenant>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command("SELECT uid, name, wrap_up FROM tenant ORDER BY name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<RegisteredTenant>();
        while (await reader.ReadAsync(cancellationToken))
            tenants.Add(new RegisteredTenant(reader.GetString(0), reader.GetString(1), reader.GetTimeSpan(2)));
        return tenants;
    }

    /// <summary>Adds the municipality or corrects its row; a row that is right is not written.</summary>
    public async Task PutAsync(RegisteredTenant tenant, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // A namesake's row can only be left over: the name's database carries our mark, so the namesake's is gone.
        await using var namesake = connection.Command("DELETE FROM tenant WHERE name = @name AND uid <> @uid", ("name", tenant.Name), ("uid", tenant.Uid));
        await namesake.ExecuteNonQueryAsync(cancellationToken);
        await using var put = connection.Command(
            """
            INSERT INTO tenant (uid, name, wrap_up) VALUES (@uid, @name, @wrapUp)
            ON CONFLICT (uid) DO UPDATE SET name = @name, wrap_up = @wrapUp
            WHERE (tenant.name, tenant.wrap_up) IS DISTINCT FROM (@name, @wrapUp)
            """,
            ("uid", tenant.Uid), ("name", tenant.Name), ("wrapUp", tenant.WrapUp));
        await put.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Removes all the platform database holds of a municipality.</summary>
    public async Task RemoveAsync(string uid, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            "WITH follow_ups AS (DELETE FROM follow_up WHERE tenant_uid = @uid) DELETE FROM tenant WHERE uid = @uid", ("uid", uid));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether the platform database still knows the municipality.</summary>
    public async Task<bool> HoldsAsync(string uid, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        return await connection.IsTrueAsync(
            "SELECT EXISTS (SELECT FROM tenant WHERE uid = @uid) OR EXISTS (SELECT FROM follow_up WHERE tenant_uid = @uid)",
            cancellationToken, ("uid", uid));
    }
}

/// <param name="Uid">The UID of the resource.</param>
/// <param name="Name">The name of the resource.</param>
/// <param name="WrapUp">How long the taker of a call still sees the caller after it.</param>
public sealed record RegisteredTenant(string Uid, string Name, TimeSpan WrapUp);
