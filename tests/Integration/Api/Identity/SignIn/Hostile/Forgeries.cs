using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Hostile;

/// <summary>ID tokens that are wrong in one way each.</summary>
internal static class Forgeries
{
    private static readonly Dictionary<string, Func<Jwt, HostileProvider, string>> All = new(StringComparer.Ordinal)
    {
        ["wrong issuer"] = Claim("iss", "https://login.example.nl"),
        ["an issuer that is nearly right"] = (token, provider) => Claim("iss", $"{provider.Authority}/")(token, provider),
        ["no issuer"] = Without("iss"),
        ["wrong audience"] = Claim("aud", "another-client"),
        ["no audience"] = Without("aud"),
        ["another authorised party"] = Claim("azp", "another-client"),
        ["expired"] = Later("exp", -300 - 180),
        ["without an end"] = Without("exp"),
        ["not yet valid"] = Later("nbf", 180),
        ["wrong nonce"] = Claim("nonce", "638000000000000000.bm9uY2U"),
        ["no nonce"] = Without("nonce"),
        ["no subject"] = Without("sub"),
        ["an empty subject"] = Claim("sub", ""),
        ["alg none"] = (token, _) => token.Unsigned("none"),
        ["alg None"] = (token, _) => token.Unsigned("None"),
        ["no algorithm"] = (token, _) => token.Unsigned(""),
        ["no signature"] = (token, _) => token.Unsigned("RS256"),
        ["HS256 with the client secret"] = (token, _) => token.Mac(Encoding.UTF8.GetBytes(HostileProvider.ClientSecret)),
        ["HS256 with the public key in PEM"] = (token,
            provider) => token.Mac(Encoding.ASCII.GetBytes(provider.Key.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the public key in DER"] = (token, provider) => token.Mac(provider.Key.ExportSubjectPublicKeyInfo()),
        ["HS256 with the modulus"] = (token,
            provider) => token.Mac(provider.Key.ExportParameters(includePrivateParameters: false).Modulus!),
        ["an unknown key under the known name"] = (token, _) => ByStranger(token),
        ["an unknown key under a name of its own"] = Header("kid", "another-key"),
        ["an unknown key without a name"] = Header("kid", null),
        ["an unknown key that the token brings along"] = (token, _) => ByStranger(token, bringsKey: true),
        ["tampered payload"] = Tampered,
        ["not a token"] = (_, _) => "not.a.token",
        ["empty"] = (_, _) => "",
    };

    public static IEnumerable<string> Names => All.Keys;

    public static string Make(string name, Jwt honest, HostileProvider provider) => All[name](honest, provider);

    private static Func<Jwt, HostileProvider, string> Claim(string name, string value) => (token, provider) =>
    {
        token.Claims[name] = value;
        return token.Signed(provider.Key);
    };

    private static Func<Jwt, HostileProvider, string> Later(string name, long seconds) => (token, provider) =>
    {
        token.Claims[name] = (long)token.Claims[name]! + seconds;
        return token.Signed(provider.Key);
    };

    private static Func<Jwt, HostileProvider, string> Without(string name) => (token, provider) =>
    {
        token.Claims.Remove(name);
        return token.Signed(provider.Key);
    };

    private static Func<Jwt, HostileProvider, string> Header(string name, string? value) => (token, _) =>
    {
        if (value is null) token.Header.Remove(name);
        else token.Header[name] = value;
        return ByStranger(token);
    };

    private static string ByStranger(Jwt token, bool bringsKey = false)
    {
        using var stranger = RSA.Create(2048);
        var key = stranger.ExportParameters(includePrivateParameters: false);
        if (bringsKey) token.Header["jwk"] =
            new JsonObject { ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent) };
        return token.Signed(stranger);
    }

    private static string Tampered(Jwt token, HostileProvider provider)
    {
        var signed = token.Signed(provider.Key).Split('.');
        token.Claims["sub"] = "beheer";
        return $"{signed[0]}.{Base64UrlEncoder.Encode(token.Claims.ToJsonString())}.{signed[2]}";
    }
}
