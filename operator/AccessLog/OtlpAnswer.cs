using System.Globalization;
using System.Net;
using System.Text.Json;

namespace IdBellen.Operator.AccessLog;

/// <summary>
/// Interprets the response of an OTLP/HTTP receiver (OTLP specification, "OTLP/HTTP Response"). Its text is never logged, because it may
/// repeat what was sent.
/// </summary>
internal static class OtlpAnswer
{
    public static Delivery Read(HttpStatusCode status, ReadOnlyMemory<byte> content, int records) => status switch
    {
        HttpStatusCode.OK => RejectedOf(content) switch
        {
            null => new Delivery.Failed("an answer that is no OTLP", PassesByItself: false),
            <= 0 => new Delivery.Confirmed(),
            var rejected => new Delivery.PartlyRefused(Math.Min(rejected.Value, records)),
        },
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            new Delivery.Failed(Code(status), PassesByItself: true),
        _ => new Delivery.Failed(Code(status), PassesByItself: false),
    };

    // Null for what no receiver of OTLP answers, such as the page of a proxy. Some answer with nothing, which is an empty message in
    // protobuf.
    private static long? RejectedOf(ReadOnlyMemory<byte> content)
    {
        if (content.IsEmpty) return 0;
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            if (!document.RootElement.TryGetProperty("partialSuccess", out var partial) || partial.ValueKind == JsonValueKind.Null)
                return 0;
            if (partial.ValueKind != JsonValueKind.Object) return null;
            return partial.TryGetProperty("rejectedSpans", out var rejected) ? NumberOf(rejected) : 0;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // An int64 is text in the mapping, but a reader takes both.
    private static long? NumberOf(JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.Null => 0,
        JsonValueKind.Number when number.TryGetInt64(out var value) => value,
        JsonValueKind.String
            when long.TryParse(number.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    private static string Code(HttpStatusCode status) => $"HTTP {((int)status).ToString(CultureInfo.InvariantCulture)}";
}
