using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Counts the rows of each table for the receipt, before they are dropped: names and numbers, never content.</summary>
internal sealed class CountRows(TenantEntry entry) : ITeardownStage
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public string Name => "Counting";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await context.ObserveAsync(cancellationToken);
        if (!found.OwnsDatabase(context.Uid)) return StageResult.Complete;
        // Behind the fence nothing has changed since it was counted.
        if (!found.Database!.AllowsConnections && context.Record.Facts.Rows is not null) return StageResult.Complete;
        return await entry.WorkAsync(
            context, found, context.Names.OwnerRole,
            inside => CountAsync(context, inside, cancellationToken), cancellationToken);
    }

    private static async Task<StageResult> CountAsync(TeardownContext context, NpgsqlConnection inside, CancellationToken cancellationToken)
    {
        switch (await LiveData.EraseAsync(context, inside, cancellationToken))
        {
            case Erasure.Undecided:
                return StageResult.RequeueAfter(Pause);
            case Erasure.Locked:
                var holders = await SessionsInTheWay.WithLocksAsync(inside, cancellationToken) ?? "it has just ended";
                return StageResult.Blocked(
                    "A session of a role that does not belong to the municipality holds a lock on calls or sessions in "
                        + $"{context.Names.Database}; terminate it: {holders}.");
        }
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (schema, table) in await TablesAsync(inside, cancellationToken))
            rows[schema == "public" ? table : $"{schema}.{table}"] =
                await inside.CountAsync(new Identifier(schema), new Identifier(table), cancellationToken);
        await context.Record.AddAsync(facts => facts with { Rows = rows }, cancellationToken);
        return StageResult.Complete;
    }

    private static async Task<List<(string Schema, string Table)>> TablesAsync(NpgsqlConnection inside, CancellationToken cancellationToken)
    {
        await using var command = inside.Command(
            """
            SELECT n.nspname::text, c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
                AND has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE')
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken)) tables.Add((reader.GetString(0), reader.GetString(1)));
        return tables;
    }
}
