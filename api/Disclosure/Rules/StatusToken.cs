using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Sessions;

/// <summary>The citizen's only key to the state of a session: 256 random bits, stored as SHA-256.</summary>
public static class StatusToken
{
    public static string Create() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
