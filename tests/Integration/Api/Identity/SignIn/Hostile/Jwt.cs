using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Hostile;

/// <summary>
/// A token in the making (RFC 7519): any header, any claims, any signature. Libraries refuse to make what these tests need.
/// </summary>
/// <param name="Header">The JOSE header.</param>
/// <param name="Claims">What it says.</param>
internal sealed record Jwt(JsonObject Header, JsonObject Claims)
{
    /// <summary>As an honest provider signs.</summary>
    public string Signed(RSA key) => Signed(input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string Mac(byte[] secret)
    {
        Header["alg"] = "HS256";
        return Signed(input => HMACSHA256.HashData(secret, input));
    }

    public string Unsigned(string algorithm)
    {
        Header["alg"] = algorithm;
        return Signed(_ => []);
    }

    private string Signed(Func<byte[], byte[]> sign)
    {
        var input = $"{Base64UrlEncoder.Encode(Header.ToJsonString())}.{Base64UrlEncoder.Encode(Claims.ToJsonString())}";
        return $"{input}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(input)))}";
    }
}
