using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdBellen.Demo.Irma.Requests;

/// <summary>One asked attribute: an identifier alone, or with a value it must have.</summary>
[JsonConverter(typeof(AttributeRequestConverter))]
public sealed record AttributeRequest(string Type, string? Value = null, bool NotNull = false)
{
    /// <summary><c>scheme.issuer.credential</c></summary>
    public string CredentialType => string.Join('.', Type.Split('.').Take(3));

    /// <summary>False when the possession of a credential is asked, without any of its attributes.</summary>
    public bool HasAttribute => Type.Split('.').Length == 4;
}

/// <summary>On the wire a plain attribute is a string, one with conditions an object.</summary>
internal sealed class AttributeRequestConverter : JsonConverter<AttributeRequest>
{
    private sealed record Conditional(string? Type, string? Value, bool? NotNull);

    public override AttributeRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new AttributeRequest(reader.GetString()!);
        }
        var conditional = JsonSerializer.Deserialize<Conditional>(ref reader, options);
        return conditional?.Type is { Length: > 0 } type
            ? new AttributeRequest(type, conditional.Value, conditional.NotNull ?? false)
            : throw new JsonException("An attribute must be a string or an object with \"type\".");
    }

    public override void Write(Utf8JsonWriter writer, AttributeRequest value, JsonSerializerOptions options)
    {
        if (value is { Value: null, NotNull: false })
        {
            writer.WriteStringValue(value.Type);
            return;
        }
        JsonSerializer.Serialize(writer, new Conditional(value.Type, value.Value, value.NotNull ? true : null), options);
    }
}
