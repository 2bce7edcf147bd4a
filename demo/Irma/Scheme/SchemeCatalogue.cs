using System.Text.Json;
using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Scheme;

internal sealed record Label(string Nl, string En);

/// <summary>A credential type of the scheme with the labels of its attributes, by attribute name.</summary>
internal sealed record CredentialType(string Id, Label Name, Label Issuer, IReadOnlyDictionary<string, Label> Attributes);

/// <summary>The credential types of the stand-in (<c>scheme.json</c>); names and labels follow the pbdf and irma-demo schemes.</summary>
internal sealed class SchemeCatalogue
{
    private readonly Dictionary<string, CredentialType> credentials;

    private SchemeCatalogue(IReadOnlyList<CredentialType> types) =>
        credentials = types.ToDictionary(static type => type.Id, StringComparer.Ordinal);

    public static SchemeCatalogue Load()
    {
        using var json = typeof(SchemeCatalogue).Assembly.GetManifestResourceStream("scheme.json")!;
        return new SchemeCatalogue(JsonSerializer.Deserialize<IReadOnlyList<CredentialType>>(json, IrmaJson.Options)!);
    }

    public CredentialType? Credential(string id) => credentials.GetValueOrDefault(id);

    /// <summary>Returns the label of an attribute, or its identifier if it is not in the scheme.</summary>
    public Label LabelOf(AttributeRequest attribute)
    {
        var credential = Credential(attribute.CredentialType);
        return credential is null ? new Label(attribute.Type, attribute.Type)
            : !attribute.HasAttribute ? credential.Name
            : credential.Attributes.GetValueOrDefault(attribute.Type.Split('.')[3]) ?? new Label(attribute.Type, attribute.Type);
    }

    /// <summary>The identifiers that do not exist, from the scheme down to the attribute.</summary>
    public IReadOnlyList<string> UnknownIn(IEnumerable<AttributeRequest> attributes) =>
        [.. attributes.SelectMany(UnknownParts).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> UnknownParts(AttributeRequest attribute)
    {
        var parts = attribute.Type.Split('.');
        for (var length = 1; length <= Math.Max(parts.Length, 3); length++)
        {
            var prefix = string.Join('.', parts.Take(length));
            var known = length switch
            {
                1 or 2 => credentials.Keys.Any(id => id.StartsWith(prefix + ".", StringComparison.Ordinal)),
                3 => parts.Length >= 3 && credentials.ContainsKey(prefix),
                4 => Credential(attribute.CredentialType)?.Attributes.ContainsKey(parts[3]) == true,
                _ => false,
            };
            if (!known)
            {
                yield return prefix;
            }
        }
    }
}
