using System.Text.Json;

namespace IdBellen.Api.Attributes;

/// <summary>
/// What attributes are called for people. From the descriptions in the scheme (pbdf-schememanager, <c>Issues/*/description.xml</c>); an attribute
/// that is not known here is called by the last part of its identifier.
/// </summary>
public static class AttributeLabels
{
    private static readonly Dictionary<string, Translation> Known = Read();

    public static Translation Of(string identifier) =>
        Known.TryGetValue(identifier, out var label) ? label : Unnamed(identifier[(identifier.LastIndexOf('.') + 1)..]);

    private static Translation Unnamed(string name) => new(name, name);

    private static Dictionary<string, Translation> Read()
    {
        using var stream = typeof(AttributeLabels).Assembly.GetManifestResourceStream("IdBellen.Api.Attributes.labels.json")!;
        return new(JsonSerializer.Deserialize<Dictionary<string, Translation>>(stream, JsonSerializerOptions.Web)!, StringComparer.Ordinal);
    }
}

/// <summary>A text in both languages.</summary>
public sealed record Translation(string Nl, string En);
