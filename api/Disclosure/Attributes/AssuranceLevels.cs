using IdBellen.Api.Irma;

namespace IdBellen.Api.Attributes;

/// <summary>How surely the issuer knew who got the card: the DigiD level that the municipality's card carries (<c>digidlevel</c>).</summary>
public static class AssuranceLevels
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

    /// <summary>Null when no such attribute is among them.</summary>
    public static Translation? Of(IEnumerable<VerifiedAttribute> attributes) =>
        attributes.FirstOrDefault(one => one.Id.EndsWith(Attribute, StringComparison.Ordinal)) is { } level
            ? new Translation(level.Nl ?? level.Raw, English.GetValueOrDefault(level.Raw, level.Raw))
            : null;
}
