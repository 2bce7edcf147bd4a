using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Settings;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Outcomes;

/// <summary>Signs results: RS256, header without <c>kid</c>, as irmago does.</summary>
internal sealed class ResultJwt(SigningKey key, IrmaSettings settings, TimeProvider time)
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8);

    public bool CanSign => key.Rsa is not null;

    /// <summary>The result at any status; the subject is <c>disclosing_result</c>.</summary>
    public string Sign(Session session)
    {
        object result = session.Request.Legacy ? session.Result.ToLegacy() : session.Result;
        var claims = JsonSerializer.SerializeToNode(result, result.GetType(), IrmaJson.Options)!.AsObject();
        return Sign(claims, "disclosing_result", session.Request.ValiditySeconds);
    }

    /// <summary>The form of the old irma_api_server: the proof status as <c>status</c>, values by attribute.</summary>
    public string SignProof(Session session)
    {
        var disclosed = (session.Result.Disclosed ?? []).SelectMany(static set => set ?? []);
        var claims = JsonSerializer.SerializeToNode(new { Status = session.Result.ProofStatus }, IrmaJson.Options)!.AsObject();
        claims["status"] ??= "";
        claims["attributes"] = new JsonObject(disclosed.DistinctBy(static attribute => attribute.Id, StringComparer.Ordinal)
            .Select(static attribute => KeyValuePair.Create(attribute.Id, (JsonNode?)JsonValue.Create(attribute.RawValue ?? ""))));
        return Sign(claims, "disclosure_result", session.Request.ValiditySeconds);
    }

    private string Sign(JsonObject claims, string subject, int validitySeconds)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        claims["iss"] = settings.JwtIssuer;
        claims["sub"] = subject;
        claims["iat"] = now;
        claims["exp"] = now + validitySeconds;
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString(IrmaJson.Options)))}";
        var signature = key.Rsa!.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
