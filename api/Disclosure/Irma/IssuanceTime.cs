using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// When a card was issued, in Unix seconds. Even in a signed result the value may be invalid; then the attribute has no age, without other
/// consequences.
/// </summary>
internal sealed class IssuanceTime : JsonConverter<long?>
{
    // The end of the year 9999, the maximum of DateTimeOffset.
    private const long Last = 253_402_300_799;

    /// <summary>Converts Unix seconds; null if absent or invalid.</summary>
    public static DateTime? Of(long? seconds) =>
        seconds is >= 0 and <= Last ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value).UtcDateTime : null;

    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seconds) && Of(seconds) is not null) return seconds;
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } seconds) writer.WriteNumberValue(seconds);
        else writer.WriteNullValue();
    }
}
