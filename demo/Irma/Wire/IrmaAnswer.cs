using System.Text.Json;

namespace IdBellen.Demo.Irma.Wire;

internal static class IrmaAnswer
{
    public static IResult Json<T>(T value) => Results.Json(value, IrmaJson.Options, IrmaJson.ContentType);

    public static IResult Plain(string text) => Results.Text(text, "text/plain");

    /// <summary>Reads a body that must be JSON.</summary>
    /// <returns>The value, or the error to answer.</returns>
    public static async Task<(T? Value, IrmaError? Error)> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(request.Body, IrmaJson.Options, request.HttpContext.RequestAborted);
            return value is null ? (null, IrmaError.MalformedInput("The body must be a JSON object")) : (value, null);
        }
        catch (JsonException problem)
        {
            return (null, IrmaError.MalformedInput(problem.Message));
        }
    }
}
