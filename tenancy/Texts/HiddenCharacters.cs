using System.Text;

namespace IdBellen.Tenancy.Texts;

/// <summary>
/// Invisible characters that change how text is displayed: controls, those that change the direction of text (Unicode UAX #9,
/// CVE-2021-42574), and those without a width. Joiners (U+200C, U+200D) are not included, because Persian and Indic names contain them.
/// </summary>
public static class HiddenCharacters
{
    public static bool Contains(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune)) return true;
        }
        return false;
    }

    /// <summary>Without them, for a name that people give themselves or each other. What an issuer has signed is never changed.</summary>
    public static string Strip(string text) => Contains(text)
        ? string.Concat(text.EnumerateRunes().Where(rune => !IsHidden(rune)).Select(rune => rune.ToString()))
        : text;

    private static bool IsHidden(Rune rune) => Rune.IsControl(rune) || rune.Value is
        0x00AD or 0x061C or 0x180E or 0x200B or 0x200E or 0x200F
        or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x206F)
        or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB)
        // Half a character: EnumerateRunes gives the replacement character for it.
        or 0xFFFD
        or (>= 0xE0000 and <= 0xE007F);
}
