using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Identity.SignedIn;

/// <summary>
/// The random secret in the cookie of a signed-in person, which identifies the session. The database stores only its hash.
/// </summary>
internal static class SessionKey
{
    private const int ByteCount = 32;

    public static string New() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(ByteCount));

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
