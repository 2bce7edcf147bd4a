using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// The header of a result JWT: <c>{"alg":"RS256","typ":"JWT"}</c>, as irmago writes it, and at most a <c>kid</c>. Members that change how
/// the token must be read (<c>crit</c>, <c>b64</c>, <c>zip</c>, an embedded key) are refused; RFC 7515 requires that for an unknown
/// <c>crit</c>.
/// </summary>
internal static class ResultHeader
{
    private const int MaxLength = 1024;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };

    /// <param name="jwt">Three parts with dots between them.</param>
    public static bool IsPlain(string jwt)
    {
        var end = jwt.IndexOf('.', StringComparison.Ordinal);
        if (end is < 1 or > MaxLength) return false;
        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt[..end]), Strict);
            return header.RootElement.ValueKind == JsonValueKind.Object && header.RootElement.EnumerateObject().All(IsKnown);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return false;
        }
    }

    private static bool IsKnown(JsonProperty member) => member.Value.ValueKind == JsonValueKind.String && member.Name switch
    {
        "alg" => member.Value.ValueEquals(SecurityAlgorithms.RsaSha256),
        "typ" => string.Equals(member.Value.GetString(), "JWT", StringComparison.OrdinalIgnoreCase),
        "kid" => true,
        _ => false,
    };
}
