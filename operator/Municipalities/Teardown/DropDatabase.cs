using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>The database goes, with the sessions that are still in it.</summary>
public sealed class DropDatabase : ITeardownStage
{
    public string Name => "DroppingDatabase";

    public async Task<string?> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await TenantObjects.ObserveAsync(context.Connection, context.Names, cancellationToken);
        if (found.OwnsDatabase(context.Uid))
            await context.Connection.ExecuteAsync($"DROP DATABASE {new Identifier(context.Names.Database)} WITH (FORCE)", cancellationToken);
        return null;
    }
}
