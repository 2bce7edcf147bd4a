using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The municipality's roles and database exist and carry its mark; what another owns is left alone.</summary>
public sealed class DatabaseStep(PostgresServer server, TenantRoles roles) : IStep
{
    public string Condition => ConditionTypes.DatabaseReady;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        var found = await TenantObjects.ObserveAsync(connection, context.Names, cancellationToken);
        if (found.OfOthers(context.Uid).ToList() is { Count: > 0 } others)
            return StepOutcome.Failed("OwnedByAnother",
                $"PostgreSQL already has {string.Join(", ", others)}, not made for this resource. Give the municipality another name, or have a database administrator remove them.");
        context.Did("Database", await roles.EnsureAsync(connection, context.Names, context.Uid, found, cancellationToken));
        context.Did("Database", await TenantDatabases.EnsureAsync(connection, context.Names, context.Uid, cancellationToken));
        return StepOutcome.Done("DatabasePresent", $"Database {context.Names.Database} and its roles are as they should be.");
    }
}
