using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The tables are up to date, the api has its rights on them, and the purge knows of the database.</summary>
public sealed class SchemaStep(PostgresServer server, TenantRegister register, TimeProvider time) : IStep
{
    public string Condition => ConditionTypes.SchemaReady;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(context.Names.Database, context.Names.OwnerRole, cancellationToken);
        await using var tables = TenantDbContextOptions.Context(connection);
        var schema = await TenantSchema.EnsureAsync(tables, cancellationToken);
        context.SchemaVersion = schema.Version;
        if (schema.IsNewer)
            return StepOutcome.Failed("SchemaNewer", $"The database has the migration {schema.Version}, which this operator does not know; install the newer operator again.");
        if (schema.Migrated) context.Did("Schema", [$"migrated to {schema.Version}"]);
        if (await SlotKeyTablesOf.EnsureAsync(connection, cancellationToken)) context.Did("Schema", ["made the tables of slot keys"]);
        if (await AppGrants.EnsureAsync(connection, context.Names, cancellationToken)) context.Did("Schema", [$"corrected the rights of {context.Names.AppRole}"]);
        var spec = context.Municipality.Spec;
        await register.PutAsync(
            new RegisteredTenant(context.Uid, context.Municipality.Metadata.Name, new PurgeTerms(spec.Retention(), spec.WrapUp()), spec.Pilot?.DeleteAt(), spec.TimeZone()),
            time.GetUtcNow(), cancellationToken);
        // Here, because the connection is open.
        context.OldestRecordAt = await OldestRecordAsync(connection, cancellationToken);
        return StepOutcome.Done("SchemaCurrent", $"The tables are those of {schema.Version}.");
    }

    // Null as well when somebody holds a table: no look at a municipality waits for that, its deletion least of all. The purge waits too, and is reported as late.
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
