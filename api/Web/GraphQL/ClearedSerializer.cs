using System.Buffers;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using IdBellen.GraphQL.Requests;

namespace IdBellen.Api.Web.GraphQL;

/// <summary>
/// Serialises responses through buffers that are overwritten afterwards; the framework would leave them in shared arrays.
/// </summary>
internal sealed class ClearedSerializer(IErrorInfoProvider errors) : GraphQLSerializer(errors), IGraphQLTextSerializer
{
    public new async Task WriteAsync<T>(Stream stream, T? value, CancellationToken cancellationToken = default)
    {
        if (stream is ClearedStream cleared)
        {
            Write(cleared, value);
            return;
        }
        await using var buffer = new ClearedStream();
        Write(buffer, value);
        await stream.WriteAsync(buffer.Written, cancellationToken);
    }

    private void Write<T>(ClearedStream buffer, T? value)
    {
        using var writer = new Utf8JsonWriter((IBufferWriter<byte>)buffer, new JsonWriterOptions { Encoder = SerializerOptions.Encoder });
        JsonSerializer.Serialize(writer, value, SerializerOptions);
    }
}
