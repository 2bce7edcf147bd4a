using IdBellen.Kubernetes.Clients;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>Migrates the tables, grants the api its privileges, and registers the database with the purge.</summary>
internal sealed class SchemaStep(PostgresServer server, ResourceClient<Municipality> resources, TimeProvider time) : IStep
{
    public string Condition => ConditionTypes.SchemaReady;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(context.Names.Database, context.Names.OwnerRole, cancellationToken);
        await using var tables = TenantDbContextOptions.Context(connection);
        await connection.ExecuteAsync($"SET lock_timeout = '10s'", cancellationToken);
        try
        {
            return await RunAsync(context, connection, tables, cancellationToken);
        }
        catch (Exception fault) when ((fault as PostgresException
            ?? fault.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            var holders = await SessionsInTheWay.WithLocksAsync(connection, cancellationToken) ?? "they have just ended";
            return StepOutcome.Failed("SchemaLocked",
                $"The tables of {context.Names.Database} cannot be migrated, because these sessions hold locks: {holders}. Terminate those "
                    + "that are not the api's; the operator retries automatically.");
        }
    }

    private async Task<StepOutcome> RunAsync(
        StepContext context, NpgsqlConnection connection, TenantDbContext tables, CancellationToken cancellationToken)
    {
        var schema = await TenantSchema.EnsureAsync(tables, cancellationToken);
        context.SchemaVersion = schema.Version;
        if (schema.IsNewer)
            return StepOutcome.Failed("SchemaNewer", $"The database has migration {schema.Version}, which is newer than this operator; "
                + "install the newer operator again.");
        if (schema.Migrated) context.Did("Schema", [$"migrated to {schema.Version}"]);
        if (await SlotKeyTablesOf.EnsureAsync(connection, cancellationToken)) context.Did("Schema", ["made the tables of slot keys"]);
        if (await AppGrants.EnsureAsync(connection, context.Names, cancellationToken))
            context.Did("Schema", [$"corrected the rights of {context.Names.AppRole}"]);
        var spec = context.Municipality.Spec;
        if (!await MayRegisterAsync(context, cancellationToken))
            return StepOutcome.Failed("Deleted", "The resource was deleted while the municipality was being created.");
        var row = new TenantRow(context.Uid, context.Municipality.Metadata.Name, new PurgeTerms(spec.Retention(), spec.WrapUp()),
            spec.Pilot?.DeleteAt(), spec.TimeZone());
        await TenantRows.PutAsync(context.Connection, row, time.GetUtcNow(), cancellationToken);
        // In this step, because its connection is open.
        context.OldestRecordAt = await OldestRecordAsync(connection, cancellationToken);
        return StepOutcome.Done("SchemaCurrent", $"The tables are at migration {schema.Version}.");
    }

    // What is registered only ever goes by a teardown, so the resource must still be there with its finalizer: UnfinishedRemains.
    private async Task<bool> MayRegisterAsync(StepContext context, CancellationToken cancellationToken) =>
        context.IsProvisioned
        || (await resources.ReadAsync(context.Municipality.Metadata.Name, cancellationToken))?.Uid == context.Uid;

    // Null also if a session has locked a table: a reconciliation must not wait for that, and a deletion even less. The purge waits too,
    // and is reported as late.
    private static async Task<DateTimeOffset?> OldestRecordAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync($"SET LOCAL lock_timeout = '1s'", cancellationToken);
        try
        {
            return await OldestRecord.ReadAsync(connection, cancellationToken);
        }
        catch (PostgresException locked) when (locked.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return null;
        }
    }
}
