using Zxcvbn.Matcher;

namespace IdBellen.Api.Identity.Passwords;

/// <summary>
/// The rules for passwords: length and resistance to guessing, without required kinds of characters (NIST SP 800-63B
/// section 5.1.1.2). Common passwords are those of zxcvbn's lists, which come from breaches.
/// </summary>
internal static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    // More is not looked at: it would only take longer, and what is guessable in the beginning is made longer by its end alone.
    private const int JudgedLength = 64;

    // On a scale of 0 to 4: resists an offline attack on stolen hashes for some days.
    private const int MinScore = 3;
    private const int MinWordLength = 3;
    private static readonly char[] Separators = [' ', '@', '.', '-', '_', '\'', '’', ','];

    /// <param name="password">The chosen password.</param>
    /// <param name="own">Address, name and municipality of the owner, which an attacker would try first.</param>
    public static PasswordVerdict Judge(string password, IEnumerable<string> own)
    {
        if (password.Length < MinLength) return PasswordVerdict.TooShort;
        if (password.Length > MaxLength) return PasswordVerdict.TooLong;
        string[] words = [.. own.Append("IdBellen").SelectMany(text => text.Split(Separators).Append(text))
            .Where(word => word.Length >= MinWordLength)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        var match = Zxcvbn.Zxcvbn.MatchPassword(password[..Math.Min(password.Length, JudgedLength)], words);
        if (match.Score >= MinScore) return PasswordVerdict.Good;
        return match.MatchSequence.OfType<DictionaryMatch>().Any(found => found.DictionaryName == "user_inputs")
            ? PasswordVerdict.OwnNames : PasswordVerdict.TooCommon;
    }
}

internal enum PasswordVerdict
{
    Good,
    TooShort,
    TooLong,

    /// <summary>Common, or composed of common passwords, keyboard rows or repetitions.</summary>
    TooCommon,

    /// <summary>Derived from the owner's address or name, the municipality's name or the product's.</summary>
    OwnNames,
}
