using System.Globalization;
using IdBellen.Api.Platform.Faults;

namespace IdBellen.Api.Web.Edge;

/// <summary>
/// A fault in the form that the client can read: GraphQL's at <c>/graphql</c>, a page for browsers, else a problem (RFC 9457).
/// </summary>
internal static class FaultAnswer
{
    public const string GraphQL = "/graphql";

    public static Task WriteAsync(HttpContext context, Fault fault)
    {
        var response = context.Response;
        response.Clear();
        response.StatusCode = fault.Status;
        response.Headers.CacheControl = "no-store";
        if (fault.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (context.Request.Path.StartsWithSegments(GraphQL, StringComparison.OrdinalIgnoreCase))
            return response.WriteAsJsonAsync(
                new { errors = new[] { new { message = fault.Message, extensions = new { code = fault.Code } } } }, context.RequestAborted);
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? FaultPage.WriteAsync(context, fault)
            : response.WriteAsJsonAsync(
                new { title = fault.Message, status = fault.Status, code = fault.Code }, options: null,
                contentType: "application/problem+json", context.RequestAborted);
    }
}
