using System.Text.Json.Nodes;

namespace IdBellen.Operator.Municipalities.Acceptance;

/// <summary>
/// Fields that a specification has lost without an edit: an older CustomResourceDefinition permanently drops fields that it does not
/// contain.
/// </summary>
internal static class LostFields
{
    private const string Name = "name";

    /// <summary>
    /// The fields that one text has and another lacks, with their places. Entries of a list that have names are compared with their
    /// namesakes, so that nothing else is overlooked where one was added, removed or moved; other lists only when they are of one length.
    /// </summary>
    public static IReadOnlyList<string> Between(string before, string after) =>
        [.. Compare(JsonNode.Parse(before), JsonNode.Parse(after), "spec")];

    private static IEnumerable<string> Compare(JsonNode? before, JsonNode? after, string path) => (before, after) switch
    {
        (null, _) => [],
        (_, null) => [path],
        (JsonObject had, JsonObject has) => had.SelectMany(field => Compare(field.Value, has[field.Key], $"{path}.{field.Key}")),
        (JsonArray had, JsonArray has) when had.Concat(has).All(entry => NameOf(entry) is not null) =>
            from entry in had.Index()
            from namesake in has.Where(other => NameOf(other) == NameOf(entry.Item))
            from lost in Compare(entry.Item, namesake, $"{path}[{entry.Index}]")
            select lost,
        (JsonArray had, JsonArray has) when had.Count == has.Count => had.Index()
            .SelectMany(entry => Compare(entry.Item, has[entry.Index], $"{path}[{entry.Index}]")),
        _ => [],
    };

    private static string? NameOf(JsonNode? entry) =>
        entry is JsonObject fields && fields[Name] is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;
}
