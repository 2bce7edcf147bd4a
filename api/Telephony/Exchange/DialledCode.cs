using IdBellen.Api.Disclosure.Rules;
using IdBellen.Tenancy.Telephony;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>
/// Extracts the code from the digits that an exchange collected. Lines and telephones may add a closing #, spaces, a star to start again,
/// the number from a redial buffer, or duplicate tones.
/// </summary>
internal static class DialledCode
{
    // Longer than any redial buffer.
    private const int MaxLength = 64;

    /// <returns>The ten digits; null if the input has no code.</returns>
    public static string? Of(string collected, OwnNumber own)
    {
        if (collected.Length > MaxLength) return null;
        // Ignore only white space, which a program may insert between digits or at the end. A tone A to D or any other letter is a
        // transmission error of an unknown digit.
        var keyed = string.Concat(collected.Where(letter => !char.IsWhiteSpace(letter))).TrimEnd('#');
        var digits = keyed[(keyed.LastIndexOf('*') + 1)..];
        if (!digits.All(char.IsAsciiDigit)) return null;
        return digits.Length switch
        {
            DialCode.Length => digits,
            2 * DialCode.Length when IsDoubled(digits) => string.Concat(digits.Where((_, index) => index % 2 == 0)),
            > DialCode.Length when IsOwnNumber(digits[..^DialCode.Length], own) => digits[^DialCode.Length..],
            _ => null,
        };
    }

    // The in-band tone and the event of RFC 4733 are both heard.
    private static bool IsDoubled(string digits) => digits.Chunk(2).All(pair => pair[0] == pair[1]);

    private static bool IsOwnNumber(string digits, OwnNumber own) =>
        CallerNumber.Parse(digits, own).Reason == UnknownNumber.OwnNumber;
}
