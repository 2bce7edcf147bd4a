using System.Diagnostics.CodeAnalysis;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Postgres;

internal static class NpgsqlConnectionExtensions
{
    /// <summary>Runs a statement that takes no parameters.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "A Statement holds only our own text and quoted identifiers and literals.")]
    public static async Task ExecuteAsync(this NpgsqlConnection connection, Statement statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement.ToString(), connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A command of fixed text with named parameters.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The text must be a constant.")]
    public static NpgsqlCommand Command(
        this NpgsqlConnection connection, [ConstantExpected] string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }

    /// <summary>The one boolean that a query of fixed text answers with.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "AnswerAsync disposes of the command.")]
    public static Task<bool> IsTrueAsync(
        this NpgsqlConnection connection, [ConstantExpected] string text, CancellationToken cancellationToken,
        params ReadOnlySpan<(string Name, object Value)> parameters) =>
        AnswerAsync(connection.Command(text, parameters), cancellationToken);

    /// <summary>The texts in the only column of a query of fixed text.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "ReadTextsAsync disposes of the command.")]
    public static Task<List<string>> TextsAsync(
        this NpgsqlConnection connection, [ConstantExpected] string text, CancellationToken cancellationToken,
        params ReadOnlySpan<(string Name, object Value)> parameters) =>
        ReadTextsAsync(connection.Command(text, parameters), cancellationToken);

    /// <summary>The texts in the second column of a query of fixed text, by those in the first.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "ReadPairsAsync disposes of the command.")]
    public static Task<Dictionary<string, string>> PairsAsync(
        this NpgsqlConnection connection, [ConstantExpected] string text, CancellationToken cancellationToken,
        params ReadOnlySpan<(string Name, object Value)> parameters) =>
        ReadPairsAsync(connection.Command(text, parameters), cancellationToken);

    /// <summary>Counts the rows of a table.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Quoted identifiers only.")]
    public static async Task<long> CountAsync(
        this NpgsqlConnection connection, Identifier schema, Identifier table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {schema}.{table}", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<string>> ReadTextsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            var texts = new List<string>();
            while (await reader.ReadAsync(cancellationToken)) texts.Add(reader.GetString(0));
            return texts;
        }
    }

    private static async Task<Dictionary<string, string>> ReadPairsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellationToken)) pairs[reader.GetString(0)] = reader.GetString(1);
            return pairs;
        }
    }

    private static async Task<bool> AnswerAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command) return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
