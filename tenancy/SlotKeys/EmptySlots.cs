using System.Diagnostics.CodeAnalysis;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Tenancy.SlotKeys;

/// <summary>
/// Empties the tables of slot keys whose deadline has come, by TRUNCATE. Everybody who can reach the database does it: the api's replicas
/// at the deadline, the purge every minute.
/// </summary>
[SuppressMessage("Security", "CA2100", Justification = "The texts hold names of our own tables only.")]
public static class EmptySlots
{
    private const int Tries = 3;

    private static readonly string Due = $"SELECT place FROM ({SlotKeyTables.All}) ring WHERE expires_at <= @now";

    /// <param name="connection">Open, to the municipality's database, without a transaction, with the right to TRUNCATE.</param>
    /// <param name="now">The moment. Only keys whose deadline has come by then go.</param>
    /// <returns>False when a lock on a table was not released within three attempts; try again later.</returns>
    public static async Task<bool> RunAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isEmpty = true;
        foreach (var place in await DueAsync(connection, now, cancellationToken))
        {
            var isDone = false;
            for (var tries = 0; !isDone && tries < Tries; tries++) isDone = await TryEmptyAsync(connection, place, now, cancellationToken);
            isEmpty &= isDone;
        }
        await using var forget = new NpgsqlCommand($"DELETE FROM {SlotKeyTables.Witness} WHERE expires_at <= @now", connection);
        forget.Parameters.AddWithValue("now", now);
        await forget.ExecuteNonQueryAsync(cancellationToken);
        return isEmpty;
    }

    private static async Task<List<int>> DueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Due, connection);
        command.Parameters.AddWithValue("now", now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var places = new List<int>();
        while (await reader.ReadAsync(cancellationToken)) places.Add(reader.GetInt32(0));
        return places;
    }

    private static async Task<bool> TryEmptyAsync(
        NpgsqlConnection connection, int place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            // A TRUNCATE that waits holds up all that come after it: not for long.
            await ExecuteAsync(connection, "SET LOCAL lock_timeout = '1s'", cancellationToken);
            await AdvisoryLocks.SlotKeyRing.TakeAsync(connection, cancellationToken);
            // The table may have been emptied, and filled with a living key, since we looked.
            await using var look =
                new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {SlotKeyTables.Name(place)} WHERE expires_at <= @now)", connection);
            look.Parameters.AddWithValue("now", now);
            if (await look.ExecuteScalarAsync(cancellationToken) is true)
                await ExecuteAsync(connection, $"TRUNCATE {SlotKeyTables.Name(place)}", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (PostgresException locked) when (locked.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
