using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Net.Http.Headers;

namespace IdBellen.Api.GraphQL.Transport;

/// <summary>
/// GraphQL over HTTP (graphql.github.io/graphql-over-http, draft of 2025): POST with JSON, GET for queries, <c>application/graphql-response+json</c>
/// or <c>application/json</c>; and, for who accepts <c>text/event-stream</c>, the distinct-connections mode of graphql-sse. Knows nothing
/// of what the schema is about.
/// </summary>
public sealed class GraphQLEndpoint(IDocumentExecuter executer, IGraphQLTextSerializer serializer, ISchema schema, TimeProvider time)
{
    private const long MaxBodyBytes = 64 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (MediaTypes.Negotiate(context.Request) is not { } mediaType)
        {
            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return;
        }
        var (request, problem, status) = HttpMethods.IsGet(context.Request.Method) ? ReadQuery(context.Request) : await ReadBodyAsync(context.Request);
        if (request is null)
        {
            await WriteProblemAsync(context, mediaType, problem!, status);
            return;
        }
        var result = await executer.ExecuteAsync(options =>
        {
            options.Schema = schema;
            options.Query = request.Query;
            options.OperationName = request.OperationName;
            options.Variables = request.Variables;
            options.Extensions = request.Extensions;
            options.RequestServices = context.RequestServices;
            options.User = context.User;
            options.CancellationToken = context.RequestAborted;
            if (HttpMethods.IsGet(context.Request.Method)) options.ValidationRules = DocumentValidator.CoreRules.Append(new QueriesOnly());
        });
        if (mediaType == MediaTypes.EventStream) await new EventStream(context, serializer, time).WriteAsync(result);
        else await WriteAsync(context, mediaType, result);
    }

    private async Task<(GraphQLRequest? Request, string? Problem, int Status)> ReadBodyAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != MediaTypes.Json
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return (null, "Send the request as application/json in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > MaxBodyBytes)
            return (null, $"A request has {MaxBodyBytes} bytes at most.", StatusCodes.Status413PayloadTooLarge);
        if (request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBodyBytes;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return GraphQLRequest.TryRead(body.RootElement, serializer, out var read, out var problem)
                ? (read, null, StatusCodes.Status200OK)
                : (null, problem, StatusCodes.Status400BadRequest);
        }
        catch (JsonException)
        {
            return (null, "The body is not well-formed JSON.", StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException fault)
        {
            return (null, "The body could not be read.", fault.StatusCode);
        }
    }

    private (GraphQLRequest? Request, string? Problem, int Status) ReadQuery(HttpRequest request)
    {
        if (request.Query["query"] is not [{ Length: > 0 } query]) return (null, "Give the document in the parameter \"query\".", StatusCodes.Status400BadRequest);
        try
        {
            var variables = request.Query["variables"] is [{ Length: > 0 } text] ? serializer.Deserialize<Inputs>(text) : null;
            return (new GraphQLRequest(query, request.Query["operationName"], variables ?? Inputs.Empty, Inputs.Empty), null, StatusCodes.Status200OK);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return (null, "The parameter \"variables\" must be a JSON object.", StatusCodes.Status400BadRequest);
        }
    }

    private async Task WriteAsync(HttpContext context, string mediaType, ExecutionResult result)
    {
        if (result.Streams is not null)
        {
            await WriteProblemAsync(context, mediaType, "A subscription needs Accept: text/event-stream.", StatusCodes.Status406NotAcceptable);
            return;
        }
        context.Response.StatusCode = StatusOf(result, mediaType);
        if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed) context.Response.Headers.Allow = HttpMethods.Post;
        context.Response.ContentType = $"{mediaType}; charset=utf-8";
        await serializer.WriteAsync(context.Response.Body, result, context.RequestAborted);
    }

    // application/json predates the specification: there a well-formed answer is always 200.
    private static int StatusOf(ExecutionResult result, string mediaType)
    {
        if (result.Errors?.Any(error => error is QueriesOnlyError) == true) return StatusCodes.Status405MethodNotAllowed;
        return result.Executed || mediaType == MediaTypes.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
    }

    private static async Task WriteProblemAsync(HttpContext context, string mediaType, string problem, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = $"{(mediaType == MediaTypes.EventStream ? MediaTypes.GraphQLResponse : mediaType)}; charset=utf-8";
        await context.Response.WriteAsync(
            JsonSerializer.Serialize(new { errors = new[] { new { message = problem, extensions = new { code = "BAD_REQUEST" } } } }),
            context.RequestAborted);
    }
}

/// <summary>GET must be safe (RFC 9110 section 9.2.1): only queries.</summary>
public sealed class QueriesOnly : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        if (context.Operation.Operation != OperationType.Query) context.ReportError(new QueriesOnlyError(context.Document.Source, context.Operation));
        return default;
    }
}

public sealed class QueriesOnlyError(GraphQLParser.ROM source, GraphQLOperationDefinition operation)
    : ValidationError(source, "METHOD_NOT_ALLOWED", "Only queries may be sent with GET; use POST.", operation);
