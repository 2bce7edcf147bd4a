using System.Text.Json;

namespace IdBellen.Demo.Irma.Requests;

/// <summary>
/// The request form from before condiscon, still accepted: <c>{"type":"disclosing","content":[{"label":"…","attributes":["a","b"]}]}</c>,
/// where the attributes of one entry are alternatives, or an object of attributes with the values they must have.
/// </summary>
internal static class LegacyRequest
{
    public static RequestorRequest? Read(JsonElement root)
    {
        var inner = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("request", out var nested) ? nested : root;
        if (inner.ValueKind != JsonValueKind.Object
            || !inner.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != "disclosing"
            || !inner.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.Array)
        {
            return null;
        }
        return new RequestorRequest
        {
            Legacy = true,
            Validity = Number(root, "validity"),
            Timeout = Number(root, "timeout"),
            CallbackUrl = Text(root, "callbackUrl"),
            Request = new DisclosureRequest
            {
                ClientReturnUrl = Text(inner, "clientReturnUrl"),
                Host = Text(inner, "host"),
                Disclose = [.. content.EnumerateArray().Select(Alternatives)],
            },
        };
    }

    private static IReadOnlyList<IReadOnlyList<AttributeRequest>> Alternatives(JsonElement entry) =>
        entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("attributes", out var attributes) ? []
        : attributes.ValueKind switch
        {
            JsonValueKind.Array => [.. attributes.EnumerateArray().Select(static id => Only(new AttributeRequest(id.ToString())))],
            JsonValueKind.Object =>
                [.. attributes.EnumerateObject().Select(static pair => Only(new AttributeRequest(pair.Name, ValueOf(pair.Value))))],
            _ => [],
        };

    private static IReadOnlyList<AttributeRequest> Only(AttributeRequest attribute) => [attribute];

    private static string? ValueOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? ValueOf(value) : null;

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : null;
}
