using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Npgsql;

namespace IdBellen.Tenancy.Postgres;

/// <summary>
/// SQL in a file of its own, embedded beside the code that runs it. Values go into holes written as psql writes them, and the file decides
/// how each is quoted: <c>:"app"</c> is an identifier and <c>:'app'</c> a text constant. A hole with several values is a list of these.
/// </summary>
public sealed partial class SqlFile
{
    private readonly string text;

    public SqlFile([ConstantExpected] string text) => this.text = text;

    /// <param name="beside">A type in the folder of the file.</param>
    /// <param name="name">The file's name, without <c>.sql</c>.</param>
    /// <exception cref="ArgumentException">No such file is embedded.</exception>
    [SuppressMessage("Usage", "CA1857", Justification = "What is embedded does not change.")]
    public static SqlFile Beside(Type beside, string name)
    {
        using var file = beside.Assembly.GetManifestResourceStream(beside, $"{name}.sql")
            ?? throw new ArgumentException($"{name}.sql is not embedded beside {beside.FullName}.", nameof(name));
        using var reader = new StreamReader(file);
        return new SqlFile(reader.ReadToEnd());
    }

    /// <exception cref="ArgumentException">
    /// A hole has no values, values have no hole, or a value contains a dollar sign where the file quotes with dollar signs.
    /// </exception>
    public string With(params ReadOnlySpan<(string Hole, string[] Values)> values)
    {
        var given = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (hole, list) in values) given.Add(hole, list);
        if (text.Contains('$', StringComparison.Ordinal)
            && given.Values.SelectMany(list => list).Any(value => value.Contains('$', StringComparison.Ordinal)))
            throw new ArgumentException("A value with a dollar sign could end what the file quotes with dollar signs.", nameof(values));
        var used = new HashSet<string>(StringComparer.Ordinal);
        var filled = Hole().Replace(text, match =>
        {
            var name = match.Groups["name"].Value;
            if (!given.TryGetValue(name, out var list) || list.Length == 0)
                throw new ArgumentException($"The hole {match.Value} has no values.", nameof(values));
            used.Add(name);
            var isName = match.Groups["quote"].Value == "\"";
            return string.Join(", ", list.Select(value => isName ? new Identifier(value).ToString() : new Literal(value).ToString()));
        });
        return given.Keys.FirstOrDefault(name => !used.Contains(name)) is { } left
            ? throw new ArgumentException($"The file has no hole {left}.", nameof(values))
            : filled;
    }

    /// <summary>Runs the file, which takes no parameters.</summary>
    public Task ExecuteAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken, params ReadOnlySpan<(string Hole, string[] Values)> values) =>
        RunAsync(connection, With(values), cancellationToken);

    [SuppressMessage("Security", "CA2100", Justification = "Our own text with quoted values.")]
    private static async Task RunAsync(NpgsqlConnection connection, string filled, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(filled, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Not a cast (::"char").
    [GeneratedRegex("""(?<!:):(?<quote>["'])(?<name>\w+)\k<quote>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
