using System.Globalization;
using GraphQL;
using GraphQL.Execution;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;
using Microsoft.Extensions.Options;

namespace IdBellen.GraphQL.Http;

/// <summary>
/// GraphQL over HTTP (graphql.github.io/graphql-over-http, draft of 2025): POST with JSON, GET for queries,
/// <c>application/graphql-response+json</c> or <c>application/json</c>; and, for who accepts <c>text/event-stream</c>, the
/// distinct-connections mode of graphql-sse.
/// </summary>
internal sealed class HttpEndpoint(
    RequestReader reader, OperationRunner runner, IOperationAdmission admission, IGraphQLTextSerializer serializer,
    IHostApplicationLifetime lifetime, IOptions<TransportOptions> options, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (MediaTypes.Negotiate(context.Request) is not { } mediaType)
        {
            await new HttpProblem(StatusCodes.Status406NotAcceptable, ErrorCodes.NotAcceptable,
                $"Accept {MediaTypes.GraphQLResponse}, {MediaTypes.Json} or {MediaTypes.EventStream}.").WriteAsync(context);
            return;
        }
        var isStream = mediaType == MediaTypes.EventStream;
        var client = admission.For(context);
        var (request, problem) = await reader.ReadAsync(context.Request, client);
        if (request is null)
        {
            await problem!.WriteAsync(context, isStream ? MediaTypes.Json : mediaType);
            return;
        }
        // A stream would hold up the end of this replica; its client is better off with another one.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, isStream
            ? lifetime.ApplicationStopping : CancellationToken.None);
        using var operation = await runner.RunAsync(request, new OperationContext
        {
            Client = client,
            Services = context.RequestServices,
            IsQueriesOnly = HttpMethods.IsGet(context.Request.Method),
            CanStream = isStream,
            CancellationToken = end.Token,
        });
        // An event stream reports refusals with status 400; other refusals, such as a lack of capacity, get a plain response.
        if (isStream && operation.Refusal is not { Status: not StatusCodes.Status400BadRequest })
            await new EventStream(context, serializer, options.Value, time).WriteAsync(operation, end.Token);
        else
            await WriteAsync(context, isStream ? MediaTypes.Json : mediaType, operation);
    }

    private async Task WriteAsync(HttpContext context, string mediaType, RunningOperation operation)
    {
        context.Response.StatusCode = StatusOf(operation, mediaType);
        if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed) context.Response.Headers.Allow = HttpMethods.Post;
        if (operation.Refusal?.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.ContentType = $"{mediaType}; charset=utf-8";
        await serializer.WriteAsync(context.Response.Body, operation.Result, context.RequestAborted);
    }

    // application/json predates the specification: there the answer to a well-formed request is 200, whatever the document.
    private static int StatusOf(RunningOperation operation, string mediaType)
    {
        if (operation.Refusal is { Status: not StatusCodes.Status400BadRequest } refusal) return refusal.Status;
        if (operation.Result.Errors?.Any(error => error is TimeoutError) == true) return StatusCodes.Status503ServiceUnavailable;
        return operation.Result.Executed || mediaType == MediaTypes.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
    }
}
