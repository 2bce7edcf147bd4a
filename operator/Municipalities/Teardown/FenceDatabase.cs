using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Nobody can connect any more: the login roles may not log in, and the database refuses everyone.</summary>
public sealed class FenceDatabase(PostgresServer server) : ITeardownStage
{
    public string Name => "Fencing";

    public async Task<string?> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await TenantObjects.ObserveAsync(context.Connection, context.Names, cancellationToken);
        foreach (var role in context.Names.Roles.Where(role => found.OwnsRole(role, context.Uid)))
        {
            await context.Connection.ExecuteAsync($"ALTER ROLE {new Identifier(role)} NOLOGIN", cancellationToken);
            // DROP DATABASE may end the sessions only of roles that we are a member of.
            await RoleMembership.EnsureAsync(context.Connection, role, server.OperatorRole, cancellationToken);
        }
        if (found.OwnsDatabase(context.Uid))
            await context.Connection.ExecuteAsync($"ALTER DATABASE {new Identifier(context.Names.Database)} ALLOW_CONNECTIONS false", cancellationToken);
        return null;
    }
}
