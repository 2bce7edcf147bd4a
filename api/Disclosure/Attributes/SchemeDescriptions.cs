using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdBellen.Api.Attributes;

/// <summary>
/// What attributes are called for people, in which order, and how to show them. From the descriptions in the scheme
/// (pbdf-schememanager, <c>Issues/*/description.xml</c>: names, <c>displayIndex</c>, <c>displayHint</c>; the kind of dates is ours).
/// An attribute that is not known here is text, called by the last part of its identifier, and comes last.
/// </summary>
public static class SchemeDescriptions
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
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
        using var stream = typeof(SchemeDescriptions).Assembly.GetManifestResourceStream("IdBellen.Api.Attributes.scheme.json")!;
        var credentials = JsonSerializer.Deserialize<List<Credential>>(stream, Format)!;
        return credentials
            .SelectMany(credential => credential.Attributes.Select(attribute => (Credential: credential, Attribute: attribute)))
            .Select((one, order) => (
                Id: $"{one.Credential.Id}.{one.Attribute.Id}",
                Description: new AttributeDescription(
                    new Translation(one.Credential.Nl, one.Credential.En), new Translation(one.Attribute.Nl, one.Attribute.En), one.Attribute.Kind, order)))
            .ToDictionary(one => one.Id, one => one.Description, StringComparer.Ordinal);
    }

    private sealed record Credential(string Id, string Nl, string En, IReadOnlyList<Described> Attributes);

    private sealed record Described(string Id, string Nl, string En, AttributeKind Kind = AttributeKind.Text);
}

/// <summary>How an attribute is shown.</summary>
/// <param name="Credential">The card that it stands on.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Kind">How its value reads.</param>
/// <param name="Order">Its place among all attributes, from 0.</param>
public sealed record AttributeDescription(Translation Credential, Translation Label, AttributeKind Kind, int Order);

/// <summary>How the value of an attribute is to be read.</summary>
public enum AttributeKind
{
    Text,

    /// <summary>A date as it was issued, <c>dd-MM-yyyy</c> or <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>Yes or no, in one of the spellings of the issuers: <c>Yes</c>, <c>Ja</c>, <c>No</c>, <c>Nee</c>.</summary>
    YesNo,

    /// <summary>A portrait: a JPEG in base64.</summary>
    Photo,
}

/// <summary>A text in both languages.</summary>
public sealed record Translation(string Nl, string En);
