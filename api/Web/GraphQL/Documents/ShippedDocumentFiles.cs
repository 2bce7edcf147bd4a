using System.Reflection;
using System.Text.Json;
using IdBellen.GraphQL.Documents;

namespace IdBellen.Api.Web.GraphQL.Documents;

/// <summary>
/// The embedded documents: those of the agents' page and the widget, generated from their sources (codegen.js), and those for telephone
/// exchanges (exchange/*.graphql), which docs/exchange.md lists as well.
/// </summary>
internal static class ShippedDocumentFiles
{
    private static readonly Assembly Api = typeof(ShippedDocumentFiles).Assembly;

    public static ShippedDocuments Read() => new([.. OfClients(), .. OfExchanges().Values]);

    /// <summary>The documents by file name, without a final line break.</summary>
    public static IReadOnlyDictionary<string, string> OfExchanges() => Names(".graphql").ToDictionary(
        name => name.Split('.')[^2], name => Text(name).ReplaceLineEndings("\n").TrimEnd('\n'), StringComparer.Ordinal);

    public static IEnumerable<string> OfClients() => Names(".json").Where(name => name.StartsWith("documents.", StringComparison.Ordinal))
        .SelectMany(name => JsonSerializer.Deserialize<string[]>(Text(name))!);

    private static IEnumerable<string> Names(string ending) =>
        Api.GetManifestResourceNames().Where(name => name.EndsWith(ending, StringComparison.Ordinal));

    private static string Text(string name)
    {
        using var reader = new StreamReader(Api.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
