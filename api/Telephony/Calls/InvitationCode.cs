using System.Security.Cryptography;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>
/// The short code of an invitation, suitable for reading out: eight characters without similar-looking or similar-sounding ones (no 0, 1,
/// I, L, O, U), 39 bits. It is valid for ten minutes, and guesses are rate-limited.
/// </summary>
internal static class InvitationCode
{
    public const int Length = 8;

    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>
    /// Normalises a code for storage and comparison: upper case, without dashes and spaces. Null when it cannot be a code.
    /// </summary>
    public static string? Normalise(string text)
    {
        var code = string.Concat(text.Where(letter => letter is not ('-' or ' '))).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>Formats the code for reading out: <c>XXXX-XXXX</c>.</summary>
    public static string Display(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";
}
