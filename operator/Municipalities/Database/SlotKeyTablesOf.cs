using System.Diagnostics.CodeAnalysis;
using IdBellen.Tenancy.SlotKeys;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>
/// The tables of slot keys of one municipality. No migration makes them: a database that is restored from a dump has the migrations, but
/// not these.
/// </summary>
[SuppressMessage("Security", "CA2100", Justification = "The texts are constants and hold names of our own tables only.")]
internal static class SlotKeyTablesOf
{
    /// <param name="connection">To the municipality's database, under its owner role.</param>
    /// <returns>True when one was missing or not as it must be.</returns>
    public static async Task<bool> EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand(SlotKeyTables.Observation, connection);
        if (await look.ExecuteScalarAsync(cancellationToken) is true) return false;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await SlotKeyTables.CreateAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
