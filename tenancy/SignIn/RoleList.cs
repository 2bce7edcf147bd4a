using System.Text.Json;

namespace IdBellen.Tenancy.SignIn;

/// <summary>
/// Parses the values of a role claim: a string or a list. Some providers write a list as one string, in JSON or with commas. Elements of a
/// list are not split, nor is a string at spaces, because names of roles or groups may contain both: "Senior Agent" is not "Agent".
/// </summary>
internal static class RoleList
{
    public static IReadOnlyList<string> Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => Texts(value),
        JsonValueKind.String => OfText(value.GetString()!),
        _ => [],
    };

    /// <summary>Null when it is no JSON.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The whole text first: a role may be called so.
    private static IReadOnlyList<string> OfText(string text) =>
        text.TrimStart() is ['[', ..] && Parse(text) is { ValueKind: JsonValueKind.Array } list
            ? Texts(list)
            : [text, .. text.Contains(',', StringComparison.Ordinal)
                ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : []];

    private static IReadOnlyList<string> Texts(JsonElement list) =>
        [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)];
}
