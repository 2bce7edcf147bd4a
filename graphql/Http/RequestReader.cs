using System.Text.Json;
using GraphQL;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;
using Microsoft.Net.Http.Headers;

namespace IdBellen.GraphQL.Http;

/// <summary>Reads the request parameters from the address of a GET or the body of a POST.</summary>
internal sealed class RequestReader(IGraphQLTextSerializer serializer, BodyReader bodies)
{
    public async Task<(GraphQLRequest? Request, HttpProblem? Problem)> ReadAsync(HttpRequest request, IClientAdmission sender) =>
        HttpMethods.IsGet(request.Method) ? ReadAddress(request) : await ReadBodyAsync(request, sender);

    private async Task<(GraphQLRequest? Request, HttpProblem? Problem)> ReadBodyAsync(HttpRequest request, IClientAdmission sender)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != MediaTypes.Json
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return (null, new(StatusCodes.Status415UnsupportedMediaType, ErrorCodes.UnsupportedMediaType,
                "Send the request as application/json in UTF-8."));
        using var bytes = await bodies.ReadAsync(request, sender);
        if (bytes.Problem is { } fault) return (null, fault);
        try
        {
            using var body = JsonDocument.Parse(bytes.Content);
            if (body.RootElement.ValueKind == JsonValueKind.Array)
                return (null, new(StatusCodes.Status400BadRequest, ErrorCodes.BatchingRefused,
                    "Send one operation per request, not an array."));
            return GraphQLRequest.TryRead(body.RootElement, serializer, out var read, out var problem)
                ? (read, null) : (null, Bad(problem));
        }
        catch (JsonException)
        {
            return (null, Bad("The body is not well-formed JSON."));
        }
    }

    // Converted to a JSON object, so that the same rules apply to both.
    private (GraphQLRequest? Request, HttpProblem? Problem) ReadAddress(HttpRequest request)
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in (string[])["query", "documentId", "operationName"])
            if (request.Query[name] is [{ Length: > 0 } text]) parameters[name] = text;
        foreach (var name in (string[])["variables", "extensions"])
        {
            if (request.Query[name] is not [{ Length: > 0 } json]) continue;
            try
            {
                parameters[name] = JsonSerializer.Deserialize<JsonElement>(json);
            }
            catch (JsonException)
            {
                return (null, Bad($"The parameter \"{name}\" must be a JSON object."));
            }
        }
        return GraphQLRequest.TryRead(JsonSerializer.SerializeToElement(parameters), serializer, out var read, out var problem)
            ? (read, null) : (null, Bad(problem));
    }

    private static HttpProblem Bad(string message) => new(StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, message);
}
