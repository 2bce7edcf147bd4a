using System.Security.Cryptography;

namespace IdBellen.Api.Calls.Invitations;

/// <summary>
/// The short code of an invitation, made to be read out: eight characters without those that look or sound alike (no 0, 1, I, L, O, U), 39 bits.
/// It lives ten minutes, and guesses are throttled.
/// </summary>
public static class InvitationCode
{
    public const int Length = 8;

    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As stored and compared: capitals, without the dash and spaces of people. Null when it can be no code.</summary>
    public static string? Normalise(string text)
    {
        var code = string.Concat(text.Where(letter => letter is not ('-' or ' '))).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>As read out: <c>XXXX-XXXX</c>.</summary>
    public static string Display(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";
}
