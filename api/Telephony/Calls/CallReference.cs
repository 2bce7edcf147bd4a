using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>The exchange's own opaque name for a call.</summary>
internal static partial class CallReference
{
    public static bool IsValid(string reference) => Form().IsMatch(reference);

    /// <summary>The hash that marks a call as ended.</summary>
    public static byte[] HashOf(string reference) => SHA256.HashData(Encoding.UTF8.GetBytes(reference));

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}\z", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
