using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Disclosure.Rules;

/// <summary>The citizen's bearer token for reading the status of a session. The database stores only its hash.</summary>
internal static class StatusToken
{
    private const int ByteCount = 32;

    public static string Create() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(ByteCount));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
