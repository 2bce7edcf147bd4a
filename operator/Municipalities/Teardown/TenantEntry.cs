using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>The way into the database of a municipality that is being taken down.</summary>
internal sealed class TenantEntry(PostgresServer server)
{
    /// <summary>
    /// Works in the database with a role's rights. If the database is already fenced, it allows connections for that time, while the login
    /// roles stay locked.
    /// </summary>
    public async Task<T> WorkAsync<T>(
        TeardownContext context, TenantObjects found, string role, Func<NpgsqlConnection, Task<T>> work,
        CancellationToken cancellationToken)
    {
        if (found.OwnsRole(role, context.Uid))
            await RoleMembership.EnsureAsync(context.Connection, role, server.OperatorRole, cancellationToken);
        if (found.Database!.AllowsConnections) return await InsideAsync(context, role, work, cancellationToken);
        var database = new Identifier(context.Names.Database);
        await context.Connection.ExecuteAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS true", cancellationToken);
        try
        {
            return await InsideAsync(context, role, work, cancellationToken);
        }
        finally
        {
            await context.Connection.ExecuteAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS false", CancellationToken.None);
        }
    }

    private async Task<T> InsideAsync<T>(
        TeardownContext context, string role, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(context.Names.Database, role, cancellationToken);
        return await work(connection);
    }
}
