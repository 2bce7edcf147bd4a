using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Ensures that the municipality's roles and database exist and are marked as its own. Objects of another owner are left unchanged.
/// </summary>
internal sealed class DatabaseStep(TenantRoles roles, TenantDatabases databases) : IStep
{
    public string Condition => ConditionTypes.DatabaseReady;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var connection = context.Connection;
        var found = await TenantObjects.ObserveAsync(connection, context.Names, cancellationToken);
        if (found.OfOthers(context.Uid).ToList() is { Count: > 0 } others)
            return StepOutcome.Failed("OwnedByAnother",
                $"PostgreSQL already has {string.Join(", ", others)}, which do not belong to this resource. Rename the municipality, or "
                    + "have a database administrator remove them.");
        if (await NamesakeAsync(context, cancellationToken) is { } namesake)
            return StepOutcome.Failed("OwnedByAnother",
                $"A municipality of this name, with UID {namesake}, was deleted without a teardown, and its database still exists. The "
                    + "command orphans lists what is left; have a database administrator remove it, or rename the municipality.");
        context.Did("Database", await roles.EnsureAsync(connection, context.Names, context.Uid, found, cancellationToken));
        context.Did("Database", await databases.EnsureAsync(connection, context.Names, context.Uid, cancellationToken));
        return StepOutcome.Done("DatabasePresent", $"Database {context.Names.Database} and its roles are up to date.");
    }

    /// <summary>The UID of another resource of this name that left its database; the purge works on it until that is gone.</summary>
    private static async Task<string?> NamesakeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (connection, name) = (context.Connection, context.Names.Tenant.Value);
        if (await TenantRows.NamesakeAsync(connection, context.Uid, name, cancellationToken) is not { } uid) return null;
        var left = await TenantObjects.ObserveAsync(connection, new TenantNames(context.Names.Tenant, uid), cancellationToken);
        return left.Database is null ? null : uid;
    }
}
