using System.Text;
using IdBellen.Api.Sessions.Following;

namespace IdBellen.Api.Sessions;

/// <summary>
/// Where the IRMA server posts a result (irmago adds a trailing slash to the address). The signature and the session token inside are
/// its proof; the id in the address is no secret.
/// </summary>
public static class IrmaCallback
{
    private const int MaxBytes = 256 * 1024;

    public static void MapIrmaCallback(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/irma/callback/{id:guid}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Guid id, HttpRequest request, FollowSession follow, FollowedSessions followed, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or > MaxBytes) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var result = await follow.ReceiveAsync(id, await reader.ReadToEndAsync(cancellationToken), cancellationToken);
        if (result == FollowResult.Ended) followed.Settle(id);
        return result == FollowResult.Untrusted ? Results.BadRequest() : Results.NoContent();
    }
}
