using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// Follows a link into one of the municipality's systems. The access is logged before the URL with the caller's data is returned, so that
/// no use goes unlogged; the page that offers the links does not contain that URL.
/// </summary>
internal sealed class FollowLink(CurrentTenant current, CurrentActor actor, ReadLiveCall read, LogAccess log)
{
    public async Task<Outcome<Uri>> ExecuteAsync(Guid callId, string key, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        if (await read.ExecuteAsync(callId, cancellationToken) is not { } call) return Refusal.CallEnded;
        if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
        if (CallLinks.Of(call, current.Value).FirstOrDefault(one => one.Key == key) is not { } link || call.Subject is not { } subject)
            return Refusal.LinkUnknown;
        await log.LinkAsync(agent, subject, link.Label.Nl, cancellationToken);
        return link.Target;
    }
}

internal static class LinkEndpoint
{
    public static void MapCallLinks(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/calls/{id:guid}/links/{key}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Guid id, string key, HttpContext context, FollowLink follow, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        // A page of another origin must not make an agent's browser follow the link.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin"))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var outcome = await follow.ExecuteAsync(id, key, cancellationToken);
        if (outcome.Refusal is { } refusal)
            return Results.Json(new { errors = new[] { new { message = refusal.Message, extensions = new { code = refusal.Code } } } },
                statusCode: StatusCodes.Status403Forbidden);
        // The page's own policy keeps the referrer on this origin.
        // Not Results.Redirect, which logs the URL with the caller's data.
        context.Response.Redirect(outcome.Value.AbsoluteUri);
        return Results.Empty;
    }
}
