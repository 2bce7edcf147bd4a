using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using IdBellen.Telephony.Asterisk.Municipalities;

namespace IdBellen.Telephony.Asterisk.Exchange;

/// <summary>One operation and its serialised form.</summary>
internal sealed record ExchangeRequest(string Query, string OperationName, object? Variables)
{
    public const string Answer = "application/graphql-response+json, application/json";
    public const string Stream = "text/event-stream";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="municipality">Whose host it gets.</param>
    /// <param name="token">The exchange token of this municipality.</param>
    /// <param name="accept"><see cref="Answer"/> or <see cref="Stream"/>.</param>
    public HttpRequestMessage To(CallingMunicipality municipality, string token, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = JsonContent.Create(this, options: Json) };
        request.Headers.Host = municipality.Host;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd(accept);
        return request;
    }
}
