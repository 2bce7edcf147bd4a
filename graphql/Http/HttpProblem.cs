namespace IdBellen.Api.GraphQL.Transport.Http;

/// <summary>Why a request was not even read as one of GraphQL.</summary>
public sealed record HttpProblem(int Status, string Code, string Message)
{
    public static readonly HttpProblem OriginNotAllowed = new(
        StatusCodes.Status403Forbidden, ErrorCodes.OriginNotAllowed, "Pages of this origin may not call. Add it to the allowed origins.");

    /// <summary>An answer in the form of GraphQL.</summary>
    public async Task WriteAsync(HttpContext context, string mediaType = MediaTypes.Json)
    {
        context.Response.StatusCode = Status;
        await context.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message = Message, extensions = new { code = Code } } } },
            options: null, contentType: $"{mediaType}; charset=utf-8", context.RequestAborted);
    }
}
