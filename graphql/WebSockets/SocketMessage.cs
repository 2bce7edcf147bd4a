using System.Text.Json;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.WebSockets;

/// <summary>A message of a client, whole and of a known type.</summary>
/// <param name="Size">Bytes, as it came.</param>
internal sealed record SocketMessage(string Type, string? Id, JsonElement? Payload, int Size = 0)
{
    public const string ConnectionInit = "connection_init";
    public const string ConnectionAck = "connection_ack";
    public const string Ping = "ping";
    public const string Pong = "pong";
    public const string Subscribe = "subscribe";
    public const string Next = "next";
    public const string Error = "error";
    public const string Complete = "complete";

    private const int MaxIdLength = 100;

    /// <exception cref="SocketClosedException">It is not a message of the protocol.</exception>
    public static SocketMessage Read(ReadOnlyMemory<byte> bytes)
    {
        JsonElement body;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (!WellFormedText.Is(document.RootElement)) throw Invalid("A text may not hold U+0000 or half a surrogate pair");
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Invalid("A message is a JSON object");
        }
        if (body.ValueKind != JsonValueKind.Object) throw Invalid("A message is a JSON object");
        if (!body.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String) throw Invalid("A message has a type");
        JsonElement? payload = body.TryGetProperty("payload", out var given) && given.ValueKind != JsonValueKind.Null ? given : null;
        var message = new SocketMessage(type.GetString()!, Id: null, payload, bytes.Length);
        switch (message.Type)
        {
            case ConnectionInit or Ping or Pong:
                return payload is null or { ValueKind: JsonValueKind.Object } ? message : throw Invalid("The payload must be an object");
            case Subscribe or Complete:
                return message with { Id = IdOf(body) };
            default:
                throw Invalid("This type of message is not known");
        }
    }

    /// <summary>What <c>connection_init</c> shows instead of an Authorization header.</summary>
    public string? Authorization =>
        Payload is { } payload && payload.TryGetProperty("authorization", out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static string IdOf(JsonElement body) =>
        body.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            && id.GetString() is { Length: > 0 and <= MaxIdLength } text && text.All(char.IsAscii)
            ? text
            : throw Invalid("The id has 1 to 100 ASCII characters");

    private static SocketClosedException Invalid(string problem) => new(CloseReason.BadRequest(problem));
}
