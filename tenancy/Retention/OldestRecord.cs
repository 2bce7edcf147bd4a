using Npgsql;

namespace IdBellen.Tenancy.Retention;

/// <summary>Finds the oldest personal data in a municipality's database.</summary>
public static class OldestRecord
{
    internal const string Text =
        "least((SELECT min(created_at) FROM session), (SELECT min(arrived_at) FROM call WHERE caller_number_sealed IS NOT NULL))";

    /// <param name="connection">Open, to the municipality's database.</param>
    /// <returns>The start of the oldest session, or of the oldest call with the caller's number; null without either.</returns>
    public static async Task<DateTimeOffset?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {Text}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return await reader.GetFieldValueAsync<DateTimeOffset?>(0, cancellationToken);
    }
}
