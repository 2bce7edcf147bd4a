using System.Globalization;
using System.Text.Json;
using GraphQL;
using IdBellen.Api.GraphQL.Transport.Operations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IdBellen.Api.GraphQL.Transport.Http;

/// <summary>Reads the request parameters from the address of a GET or the body of a POST.</summary>
public sealed class RequestReader(IGraphQLTextSerializer serializer, IOptions<TransportOptions> options)
{
    public async Task<(GraphQLRequest? Request, HttpProblem? Problem)> ReadAsync(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? ReadAddress(request) : await ReadBodyAsync(request);

    private async Task<(GraphQLRequest? Request, HttpProblem? Problem)> ReadBodyAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != MediaTypes.Json
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return (null, new(StatusCodes.Status415UnsupportedMediaType, ErrorCodes.UnsupportedMediaType, "Send the request as application/json in UTF-8."));
        if (request.ContentLength > options.Value.MaxRequestBytes) return (null, TooLarge());
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.Value.MaxRequestBytes;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            if (body.RootElement.ValueKind == JsonValueKind.Array)
                return (null, new(StatusCodes.Status400BadRequest, ErrorCodes.BatchingRefused, "Send one operation in each request, not an array of them."));
            return GraphQLRequest.TryRead(body.RootElement, serializer, out var read, out var problem) ? (read, null) : (null, Bad(problem));
        }
        catch (JsonException)
        {
            return (null, Bad("The body is not well-formed JSON."));
        }
        catch (BadHttpRequestException fault)
        {
            return (null, fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge() : Bad("The body could not be read."));
        }
    }

    // As a JSON object of the same parameters, so that both are read by the same rules.
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
        return GraphQLRequest.TryRead(JsonSerializer.SerializeToElement(parameters), serializer, out var read, out var problem) ? (read, null) : (null, Bad(problem));
    }

    private static HttpProblem Bad(string message) => new(StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, message);

    private HttpProblem TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, ErrorCodes.RequestTooLarge,
        $"A request has {options.Value.MaxRequestBytes.ToString(CultureInfo.InvariantCulture)} bytes at most.");
}
