using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace IdBellen.Demo.Irma.Sessions;

/// <summary>The three secrets of a session (requestor, client, front end) all have this form: 20 letters and digits.</summary>
internal static partial class SessionToken
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, 20);

    /// <summary>Four digits, the first not zero.</summary>
    public static string CreatePairingCode() =>
        RandomNumberGenerator.GetInt32(1000, 10000).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static bool IsWellFormed(string token) => Form().IsMatch(token);

    [GeneratedRegex(@"\A[a-zA-Z0-9]{20}\z", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
