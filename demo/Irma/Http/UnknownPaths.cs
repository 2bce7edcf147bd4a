using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Http;

/// <summary>
/// What no endpoint answers: 404 as plain text and 405 empty on the requestor's side, both as JSON on the app's side (below <c>/irma</c>).
/// </summary>
internal static class UnknownPaths
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var status = context.Response.StatusCode;
        var answered = context.Response.HasStarted || context.GetEndpoint()?.Metadata.GetMetadata<HttpMethodMetadata>() is not null;
        if (answered || status is not (404 or 405))
        {
            return;
        }
        if (context.Request.Path.StartsWithSegments("/irma", StringComparison.Ordinal))
        {
            await new IrmaError(status, "INVALID_REQUEST", Description: null).ToResult().ExecuteAsync(context);
        }
        else if (status == StatusCodes.Status404NotFound)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("404 page not found\n", context.RequestAborted);
        }
    }
}
