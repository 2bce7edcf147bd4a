using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Tenants;
using Microsoft.AspNetCore.Authentication;

namespace IdBellen.Api.Identity.SignIn;

/// <summary>
/// Determines the client: a signed-in person by cookie, the exchange by bearer token, otherwise a citizen. A page of another origin is
/// always treated as a citizen, whatever cookies the browser sends.
/// </summary>
internal sealed class ActorMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(
        HttpContext context, CurrentActor actor, CurrentTenant current, CurrentShare share, SignedInSessions sessions)
    {
        if (context.Request.Headers.Authorization is [{ } authorization] && BearerToken.Of(authorization) is { } token)
        {
            if (current.Value.IsExchangeToken(token)) (actor.Value, share.Value) = (new Actor.Exchange(), ConnectionShare.Staff);
        }
        else if (SameOrigin.Holds(context)
            && (await context.AuthenticateAsync(SchemeNames.Person)).Principal?.FindFirst(PersonClaims.Session) is { Value: var key })
        {
            // The sealed cookie proves a sign-in, so the lookup may use the staff share of connections.
            var before = share.Value;
            share.Value = ConnectionShare.Staff;
            if (await sessions.FindAsync(key, context.RequestAborted) is { } person) actor.Value = person;
            else share.Value = before;
        }
        await next(context);
    }
}
