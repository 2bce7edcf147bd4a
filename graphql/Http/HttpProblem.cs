using System.Globalization;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.Http;

/// <summary>An error before a request could be read as GraphQL.</summary>
internal sealed record HttpProblem(int Status, string Code, string Message, TimeSpan? RetryAfter = null)
{
    public static readonly HttpProblem OriginNotAllowed = new(
        StatusCodes.Status403Forbidden, ErrorCodes.OriginNotAllowed, "Pages of this origin may not use this API. Add it to the allowed "
            + "origins.");

    /// <summary>An answer in the form of GraphQL.</summary>
    public async Task WriteAsync(HttpContext context, string mediaType = MediaTypes.Json)
    {
        context.Response.StatusCode = Status;
        if (RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message = Message, extensions = new { code = Code } } } },
            options: null, contentType: $"{mediaType}; charset=utf-8", context.RequestAborted);
    }
}
