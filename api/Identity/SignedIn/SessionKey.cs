using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.SignIn.Sessions;

/// <summary>The key in a person's cookie: 256 random bits. The database has its hash alone.</summary>
public static class SessionKey
{
    private const int Length = 32;

    public static string New() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(Length));

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
