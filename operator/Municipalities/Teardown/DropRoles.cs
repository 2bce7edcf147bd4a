using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>The roles go, after the database: a role that owns something can't be dropped.</summary>
public sealed class DropRoles : ITeardownStage
{
    public string Name => "DroppingRoles";

    public async Task<string?> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await TenantObjects.ObserveAsync(context.Connection, context.Names, cancellationToken);
        foreach (var role in context.Names.Roles.Reverse().Where(role => found.OwnsRole(role, context.Uid)))
            await context.Connection.ExecuteAsync($"DROP ROLE {new Identifier(role)}", cancellationToken);
        return null;
    }
}
