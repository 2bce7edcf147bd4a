using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// As a session keeps it: a string for an attribute that must have a value, which is how an older replica reads and writes it; an object
/// for another one.
/// </summary>
internal sealed class RequestedAttributeInStore : JsonConverter<RequestedAttribute>
{
    private static readonly JsonSerializerOptions Format = new() { Converters = { new RequestedAttributeInStore() } };

    public static string Write(IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>> condiscon) =>
        JsonSerializer.Serialize(condiscon, Format);

    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>> Read(string text) =>
        JsonSerializer.Deserialize<List<List<List<RequestedAttribute>>>>(text, Format)!;

    public override RequestedAttribute Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new RequestedAttribute(reader.GetString()!);
        var form = JsonSerializer.Deserialize<Form>(ref reader)!;
        return new RequestedAttribute(form.Id, form.Value, form.MayBeEmpty);
    }

    public override void Write(Utf8JsonWriter writer, RequestedAttribute value, JsonSerializerOptions options)
    {
        if (value is { Value: null, MayBeEmpty: false }) writer.WriteStringValue(value.Id);
        else JsonSerializer.Serialize(writer, new Form(value.Id, value.Value, value.MayBeEmpty));
    }

    private sealed record Form(string Id, string? Value, bool MayBeEmpty);
}
