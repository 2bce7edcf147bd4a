using System.Buffers.Text;
using System.Security.Cryptography;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>256 random bits as text.</summary>
internal static class RandomText
{
    private const int Bytes = 32;
    private const int TokenLength = 43;

    /// <summary>Random bytes in base64url without padding (RFC 4648 §5): safe in headers, connection strings and addresses.</summary>
    public static string Token() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static bool IsToken(string text) => text.Length == TokenLength && Base64Url.IsValid(text);

    /// <summary>Random bytes in base64.</summary>
    public static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    public static bool IsKey(string text) => Base64.IsValid(text, out var length) && length == Bytes;
}
