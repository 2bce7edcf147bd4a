using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IdBellen.Demo.Municipalities;

namespace IdBellen.Demo.Telephone;

/// <summary>One operation of the exchange and its serialised form.</summary>
internal sealed record GraphQLRequest(string Query, string OperationName, object? Variables)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <param name="token">The exchange token of this municipality.</param>
    /// <param name="accept">The media type of the answer.</param>
    public HttpRequestMessage To(Municipality municipality, string token, string accept)
    {
        var origin = municipality.Origin ?? throw new ExchangeException("NOT_READY");
        var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri(origin, "/graphql"))
        { Content = JsonContent.Create(this, options: Json) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd(accept);
        return request;
    }

    /// <summary>The value of the one root field of an answer.</summary>
    /// <exception cref="ExchangeException">The answer holds errors, or is no GraphQL answer.</exception>
    public static T Read<T>(JsonElement answer, string field)
    {
        if (answer.ValueKind == JsonValueKind.Object
            && answer.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            throw new ExchangeException(CodeOf(errors[0]));
        }
        return answer.ValueKind == JsonValueKind.Object
            && answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty(field, out var value) && value.Deserialize<T>(Json) is { } read
            ? read
            : throw new ExchangeException(code: null);
    }

    private static string? CodeOf(JsonElement error) =>
        error.TryGetProperty("extensions", out var extensions) && extensions.ValueKind == JsonValueKind.Object
        && extensions.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
            ? code.GetString()
            : "ERROR";
}
