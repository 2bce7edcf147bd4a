using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Prepared transactions survive their sessions and keep a database from being dropped. They can be rolled back only from inside the
/// database and by the role that prepared them.
/// </summary>
internal sealed class PreparedTransactions(TenantEntry entry)
{
    public async Task<StageResult> RollBackAsync(TeardownContext context, TenantObjects found, CancellationToken cancellationToken)
    {
        foreach (var prepared in await ListAsync(context, cancellationToken))
        {
            if (!found.OwnsRole(prepared.Owner, context.Uid))
                return StageResult.Blocked(
                    $"Role {prepared.Owner} has a prepared transaction in {context.Names.Database}, which only that role or a superuser "
                        + "can end; have it rolled back.");
            await context.Record.AddAsync(
                facts => facts with { PreparedTransactions = TeardownFacts.With(facts.PreparedTransactions, [prepared.TransactionId]) },
                cancellationToken);
            await entry.WorkAsync(
                context, found, prepared.Owner,
                async inside =>
                {
                    await inside.ExecuteAsync($"ROLLBACK PREPARED {new Literal(prepared.Name)}", cancellationToken);
                    return true;
                },
                cancellationToken);
        }
        return StageResult.Complete;
    }

    private static async Task<List<Prepared>> ListAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        await using var command = context.Connection.Command(
            "SELECT gid, owner::text, transaction::text FROM pg_prepared_xacts WHERE database = @database ORDER BY prepared",
            ("database", context.Names.Database));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var prepared = new List<Prepared>();
        while (await reader.ReadAsync(cancellationToken))
            prepared.Add(new Prepared(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return prepared;
    }

    private sealed record Prepared(string Name, string Owner, string TransactionId);
}
