using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The municipality's roles and database exist and carry its mark; what another owns is left alone.</summary>
public sealed class DatabaseStep(PostgresServer server, TenantRoles roles, PlatformReadiness platform) : IStep
{
    // A restart of the operator is no news in any status, as long as the platform database is soon there.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);

    public string Condition => ConditionTypes.DatabaseReady;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!await platform.WaitAsync(StartLimit, cancellationToken))
            return StepOutcome.Failed("PlatformDatabaseUnavailable", "The platform database is not ready; this is tried again by itself.");
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
