using System.Reflection;
using System.Text.Json;
using IdBellen.Api.GraphQL.Transport.Documents;

namespace IdBellen.Api.GraphQL.Documents;

/// <summary>
/// What the build embeds: the documents of the agents' page and the widget, made from their sources (codegen.js), and those of telephone exchanges
/// (<c>exchange/*.graphql</c>), which stand in docs/exchange.md too.
/// </summary>
public static class ShippedDocumentFiles
{
    private static readonly Assembly Api = typeof(ShippedDocumentFiles).Assembly;

    public static ShippedDocuments Read() => new([.. OfClients(), .. OfExchanges().Values]);

    /// <summary>By the name of the file; a text does not end with a new line.</summary>
    public static IReadOnlyDictionary<string, string> OfExchanges() => Names(".graphql").ToDictionary(
        name => name.Split('.')[^2], name => Text(name).ReplaceLineEndings("\n").TrimEnd('\n'), StringComparer.Ordinal);

    public static IEnumerable<string> OfClients() => Names(".json").Where(name => name.StartsWith("documents.", StringComparison.Ordinal))
        .SelectMany(name => JsonSerializer.Deserialize<string[]>(Text(name))!);

    private static IEnumerable<string> Names(string ending) => Api.GetManifestResourceNames().Where(name => name.EndsWith(ending, StringComparison.Ordinal));

    private static string Text(string name)
    {
        using var reader = new StreamReader(Api.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
