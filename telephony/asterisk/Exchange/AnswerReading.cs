using System.Text.Json;

namespace IdBellen.Telephony.Asterisk.Exchange;

/// <summary>Reads GraphQL answers.</summary>
internal static class AnswerReading
{
    /// <summary>The one root field of an answer, or why there is none.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="field">The root field.</param>
    /// <param name="isFault">Whether the HTTP status was 500 or above.</param>
    public static ExchangeAnswer<T> Read<T>(ReadOnlySpan<byte> text, string field, bool isFault)
        where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            using var document = JsonDocument.ParseValue(ref reader);
            return Read<T>(document.RootElement, field, isFault);
        }
        catch (JsonException)
        {
            return new(null) { MayBeRepeated = isFault };
        }
    }

    private static ExchangeAnswer<T> Read<T>(JsonElement answer, string field, bool isFault)
        where T : class
    {
        if (answer.ValueKind != JsonValueKind.Object) return new(null) { MayBeRepeated = isFault };
        if (answer.TryGetProperty("errors", out var errors) && errors is { ValueKind: JsonValueKind.Array } && errors.GetArrayLength() > 0)
        {
            var extensions = errors[0].ValueKind == JsonValueKind.Object && errors[0].TryGetProperty("extensions", out var found)
                && found.ValueKind == JsonValueKind.Object ? found : default;
            var code = Text(extensions, "code") ?? "ERROR";
            return new(null, code, Next(extensions)) { MayBeRepeated = isFault || RefusalCodes.IsPassing(code) };
        }
        return answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty(field, out var value) && value.Deserialize<T>(ExchangeRequest.Json) is { } read
                ? new(read) : new(null) { MayBeRepeated = isFault };
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static NextStep? Next(JsonElement extensions) => Text(extensions, "next") switch
    {
        "ASK_AGAIN" => NextStep.AskAgain,
        "QUEUE" => NextStep.Queue,
        "TALK" => NextStep.Talk,
        "END" => NextStep.End,
        _ => null,
    };
}
