using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// As irmago reads it (<c>irma.AttributeRequest</c>): a string, or an object with <c>notNull</c> or <c>value</c>. Without <c>notNull</c> an
/// empty attribute is disclosed as NULL and the proof counts as VALID.
/// </summary>
internal sealed class RequestedAttributeOnWire : JsonConverter<RequestedAttribute>
{
    public override RequestedAttribute Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("We ask, nobody asks us.");

    public override void Write(Utf8JsonWriter writer, RequestedAttribute value, JsonSerializerOptions options)
    {
        if (value is { Value: null, MayBeEmpty: true })
        {
            writer.WriteStringValue(value.Id);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("type", value.Id);
        // A value that must be another one can't be empty either.
        if (value.Value is { } demanded) writer.WriteString("value", demanded);
        else writer.WriteBoolean("notNull", true);
        writer.WriteEndObject();
    }
}
