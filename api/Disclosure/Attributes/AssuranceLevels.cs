using IdBellen.Api.Disclosure.Irma;

namespace IdBellen.Api.Disclosure.Attributes;

/// <summary>The DigiD assurance level with which the credential was issued, from the attribute <c>digidlevel</c>.</summary>
internal static class AssuranceLevels
{
    private const string Attribute = ".digidlevel";

    // The names of DigiD (Logius, koppelvlakspecificatie): 10, 20, 25, 30.
    private static readonly Dictionary<string, string> English = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Basis"] = "Basic",
        ["Midden"] = "Middle",
        ["Substantieel"] = "Substantial",
        ["Hoog"] = "High",
    };

    /// <summary>Null when none of the attributes states a level.</summary>
    public static Translation? Of(IEnumerable<VerifiedAttribute> attributes) =>
        attributes.FirstOrDefault(one => one.Id.EndsWith(Attribute, StringComparison.Ordinal)) is { } level
            ? new Translation(level.Nl ?? level.Raw, English.GetValueOrDefault(level.Raw, level.Raw))
            : null;
}
