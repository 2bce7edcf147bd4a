using System.Globalization;
using IdBellen.Demo.Municipalities;

namespace IdBellen.Demo.MunicipalPages;

/// <summary>Assigns a distinct colour to each of up to six municipalities.</summary>
internal static class AccentColour
{
    private const int Colours = 6;

    public static string ClassFor(string municipality, IReadOnlyList<Municipality> all)
    {
        var place = all.Count(one => string.CompareOrdinal(one.Name, municipality) < 0);
        return $"accent-{(place % Colours).ToString(CultureInfo.InvariantCulture)}";
    }
}
