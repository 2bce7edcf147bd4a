using IdBellen.Api.Platform.Connections;
using Npgsql;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>
/// Calls the SQL functions of hot requests (<c>tenancy/TenantDatabase/*.sql</c>): one request to the municipality's database, in one
/// transaction, with the locks before it.
/// </summary>
internal sealed class TenantFunctions(CurrentTenant current, CurrentShare share)
{
    /// <summary>Reads the one row that the function returns.</summary>
    /// <param name="locks">Statements that wait for locks. The function sees what those have changed who held them before.</param>
    /// <param name="function">The call.</param>
    /// <param name="read">Reads the row, which is all there is.</param>
    public async Task<T> CallAsync<T>(
        IEnumerable<NpgsqlBatchCommand> locks, FunctionCall function, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var rented = await current.Value.Database.OpenAsync(cancellationToken, share.Value);
        await using var batch = new NpgsqlBatch(rented.Connection);
        foreach (var one in locks) batch.BatchCommands.Add(one);
        var before = batch.BatchCommands.Count;
        batch.BatchCommands.Add(function.ToCommand());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 0; i < before; i++) await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var row = read(reader);
        // An error of the commit comes after the row.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }
        return row;
    }
}
