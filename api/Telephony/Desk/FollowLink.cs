using IdBellen.Api.Agents;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Calls.Desk;

/// <summary>
/// The taker follows a link into one of the municipality's systems. The use is written down before the address with the caller's data is
/// given out, so none goes unlogged; and the page that offers the links holds no such address.
/// </summary>
public sealed class FollowLink(CurrentTenant current, CurrentCaller caller, ReadLiveCall read, LogAccess log)
{
    public async Task<Outcome<Uri>> ExecuteAsync(Guid callId, string key, CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        if (await read.ExecuteAsync(callId, cancellationToken) is not { } call) return Refusal.CallEnded;
        if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
        if (CallLinks.Of(call, current.Value).FirstOrDefault(one => one.Key == key) is not { } link || call.Subject is not { } subject) return Refusal.LinkUnknown;
        await log.LinkAsync(agent, subject, link.Label.Nl, cancellationToken);
        return link.Target;
    }
}

public static class LinkEndpoint
{
    public static void MapCallLinks(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/calls/{id:guid}/links/{key}", HandleAsync);

    private static async Task<IResult> HandleAsync(Guid id, string key, HttpContext context, FollowLink follow, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        // A page of somebody else must not make an agent's browser follow it.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin")) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var outcome = await follow.ExecuteAsync(id, key, cancellationToken);
        if (outcome.Refusal is { } refusal)
            return Results.Json(new { errors = new[] { new { message = refusal.Message, extensions = new { code = refusal.Code } } } }, statusCode: StatusCodes.Status403Forbidden);
        // The page's own policy keeps the referrer on this origin.
        // Not Results.Redirect: it logs where to, and that is the caller's data.
        context.Response.Redirect(outcome.Value.AbsoluteUri);
        return Results.Empty;
    }
}
