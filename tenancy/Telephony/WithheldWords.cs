using System.Collections.Frozen;

namespace IdBellen.Tenancy.Telephony;

/// <summary>
/// Words that replace a withheld number. Some carriers and cloud exchanges convert them to digits by the letters of a keypad
/// (<c>+266696687</c> is ANONYMOUS), so those spellings are computed from the words.
/// </summary>
internal static class WithheldWords
{
    private const int MinKeypad = 7;

    private static readonly FrozenDictionary<string, UnknownNumber> Words = new Dictionary<string, UnknownNumber>(StringComparer.Ordinal)
    {
        ["anonymous"] = UnknownNumber.Withheld,
        ["anoniem"] = UnknownNumber.Withheld,
        ["restricted"] = UnknownNumber.Withheld,
        ["private"] = UnknownNumber.Withheld,
        ["privatenumber"] = UnknownNumber.Withheld,
        ["withheld"] = UnknownNumber.Withheld,
        ["numberwithheld"] = UnknownNumber.Withheld,
        ["blocked"] = UnknownNumber.Withheld,
        ["hidden"] = UnknownNumber.Withheld,
        ["privacy"] = UnknownNumber.Withheld,
        ["afgeschermd"] = UnknownNumber.Withheld,
        ["geheim"] = UnknownNumber.Withheld,
        ["suppressed"] = UnknownNumber.Withheld,
        ["callerid"] = UnknownNumber.Withheld,
        ["nocallerid"] = UnknownNumber.Withheld,
        ["unknown"] = UnknownNumber.Unavailable,
        ["onbekend"] = UnknownNumber.Unavailable,
        ["unavailable"] = UnknownNumber.Unavailable,
        ["notavailable"] = UnknownNumber.Unavailable,
        ["outofarea"] = UnknownNumber.Unavailable,
        ["nonumber"] = UnknownNumber.Unavailable,
        ["none"] = UnknownNumber.Unavailable,
        ["null"] = UnknownNumber.Unavailable,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] KeyLetters = ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];

    // Short ones could be real numbers.
    private static readonly FrozenDictionary<string, UnknownNumber> Keyed = Words.Where(word => word.Key.Length >= MinKeypad)
        .ToFrozenDictionary(word => string.Concat(word.Key.Select(KeyOf)), word => word.Value, StringComparer.Ordinal);

    /// <summary>Finds a word, ignoring case, blanks and dashes; null if the text is not one of them.</summary>
    public static UnknownNumber? In(string text) =>
        Words.TryGetValue(Letters(text), out var reason) && text.All(letter => !char.IsAsciiDigit(letter)) ? reason : null;

    /// <summary>Finds the word that these digits spell, with an optional + or 00 prefix; null if they spell none.</summary>
    public static UnknownNumber? OnKeypad(string digits)
    {
        var bare = digits.TrimStart('+');
        if (bare.StartsWith("00", StringComparison.Ordinal)) bare = bare[2..];
        return Keyed.TryGetValue(bare, out var reason) ? reason : null;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetter)).ToLowerInvariant();

    private static char KeyOf(char letter) =>
        (char)('2' + Array.FindIndex(KeyLetters, letters => letters.Contains(letter, StringComparison.Ordinal)));
}
