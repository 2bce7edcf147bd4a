using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdBellen.Api.Disclosure.Attributes;

/// <summary>
/// Display names, order and kinds of attributes, from the descriptions in the scheme (pbdf-schememanager, <c>Issues/*/description.xml</c>:
/// names, <c>displayIndex</c>, <c>displayHint</c>; the kind of dates is our own). An unknown attribute is text, named by the last part of
/// its identifier, and comes last.
/// </summary>
internal static class SchemeDescriptions
{
    private static readonly JsonSerializerOptions Format =
        new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
    private static readonly Dictionary<string, AttributeDescription> Known = Read();

    public static AttributeDescription Of(string identifier) => Known.GetValueOrDefault(identifier) ?? Unknown(identifier);

    private static AttributeDescription Unknown(string identifier)
    {
        var parts = identifier.Split('.');
        return new AttributeDescription(Same(parts[^2]), Same(parts[^1]), AttributeKind.Text, int.MaxValue);
    }

    private static Translation Same(string name) => new(name, name);

    private static Dictionary<string, AttributeDescription> Read()
    {
        using var stream = typeof(SchemeDescriptions).Assembly.GetManifestResourceStream("IdBellen.Api.Disclosure.Attributes.scheme.json")!;
        var credentials = JsonSerializer.Deserialize<List<Credential>>(stream, Format)!;
        return credentials
            .SelectMany(credential => credential.Attributes.Select(attribute => (Credential: credential, Attribute: attribute)))
            .Select((one, order) => (
                Id: $"{one.Credential.Id}.{one.Attribute.Id}",
                Description: new AttributeDescription(
                    new Translation(one.Credential.Nl, one.Credential.En), new Translation(one.Attribute.Nl, one.Attribute.En),
                    one.Attribute.Kind, order)))
            .ToDictionary(one => one.Id, one => one.Description, StringComparer.Ordinal);
    }

    private sealed record Credential(string Id, string Nl, string En, IReadOnlyList<Described> Attributes);

    private sealed record Described(string Id, string Nl, string En, AttributeKind Kind = AttributeKind.Text);
}

/// <summary>The presentation of an attribute.</summary>
/// <param name="Credential">The credential (card) that contains the attribute.</param>
/// <param name="Kind">How to interpret the value.</param>
/// <param name="Order">The position among all attributes, from 0.</param>
internal sealed record AttributeDescription(Translation Credential, Translation Label, AttributeKind Kind, int Order);

/// <summary>How to interpret the value of an attribute.</summary>
internal enum AttributeKind
{
    Text,

    /// <summary>A date as issued, <c>dd-MM-yyyy</c> or <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>Yes or no, in one of the issuers' spellings: <c>Yes</c>, <c>Ja</c>, <c>No</c> or <c>Nee</c>.</summary>
    YesNo,

    /// <summary>A portrait, as a base64-encoded JPEG.</summary>
    Photo,
}

/// <summary>A text in Dutch and English.</summary>
internal sealed record Translation(string Nl, string En);
