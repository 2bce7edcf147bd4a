using Microsoft.Extensions.Primitives;

namespace IdBellen.Demo.Irma.Http;

/// <summary>
/// Any origin may call. A preflight for GET, POST or DELETE with the usual headers is answered 200 with permission, any other 200 without.
/// </summary>
internal static class OpenCors
{
    private static readonly HashSet<string> Methods = new(["GET", "POST", "DELETE"], StringComparer.Ordinal);
    private static readonly HashSet<string> Headers =
        new(["Accept", "Authorization", "Content-Type", "Cache-Control", "Origin"], StringComparer.OrdinalIgnoreCase);

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var answer = context.Response.Headers;
        var method = context.Request.Headers.AccessControlRequestMethod;
        if (!HttpMethods.IsOptions(context.Request.Method) || StringValues.IsNullOrEmpty(method))
        {
            answer.AccessControlAllowOrigin = "*";
            answer.Vary = "Origin";
            return next(context);
        }
        answer.Vary = new StringValues(["Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"]);
        var asked = context.Request.Headers.AccessControlRequestHeaders.ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Methods.Contains(method.ToString()) && asked.All(Headers.Contains))
        {
            answer.AccessControlAllowOrigin = "*";
            answer.AccessControlAllowMethods = method;
            if (asked.Length > 0)
            {
                answer.AccessControlAllowHeaders = string.Join(", ", asked);
            }
        }
        context.Response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }
}
