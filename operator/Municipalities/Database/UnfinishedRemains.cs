using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>
/// Removes what was made for a resource that went without a teardown before its database was registered. That happens: the API server
/// deletes an object in spite of a finalizer that is added during the deletion, because it looks for finalizers before and deletes after
/// (measured with 1.20.2: 155 of 345 such pairs of requests). The api gets no login before the registration, so nothing can be lost, and
/// there is nothing to write a receipt about. What was registered stays and is told as an orphan.
/// </summary>
internal sealed partial class UnfinishedRemains(PostgresServer server, ILogger<UnfinishedRemains> logger)
{
    /// <summary>Removes it for all resources that had this name; none exists any more.</summary>
    /// <returns>False while somebody else works on a municipality of this name.</returns>
    public async Task<bool> RemoveAsync(TenantName name, CancellationToken cancellationToken)
    {
        await using var tenantLock = await TenantLock.TryTakeAsync(server, name, cancellationToken);
        if (tenantLock is null) return false;
        await RemoveAsync(tenantLock.Connection, name, living: null, cancellationToken);
        return true;
    }

    /// <summary>Removes it for all resources that had this name but one.</summary>
    /// <param name="connection">The session that holds the lock of the name.</param>
    /// <param name="name">The name.</param>
    /// <param name="living">The UID of the resource that has the name now; null when none has.</param>
    public async Task RemoveAsync(NpgsqlConnection connection, TenantName name, string? living, CancellationToken cancellationToken)
    {
        foreach (var uid in await TenantRows.UnfinishedAsync(connection, name.Value, living, cancellationToken))
        {
            var names = new TenantNames(name, uid);
            var found = await TenantObjects.ObserveAsync(connection, names, cancellationToken);
            if (found.OwnsDatabase(uid))
                await connection.ExecuteAsync($"DROP DATABASE {new Identifier(names.Database)} WITH (FORCE)", cancellationToken);
            foreach (var role in names.Roles.Reverse().Where(role => found.OwnsRole(role, uid)))
                await connection.ExecuteAsync($"DROP ROLE {new Identifier(role)}", cancellationToken);
            await TenantRows.RemoveAsync(connection, uid, cancellationToken);
            LogRemoved(logger, name.Value, uid);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality} ({Uid}) was deleted while it was being created; what had been made "
        + "for it is removed")]
    private static partial void LogRemoved(ILogger logger, string municipality, string uid);
}
