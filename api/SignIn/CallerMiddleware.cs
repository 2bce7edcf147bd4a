using IdBellen.Api.Agents;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Api.Tenants;
using Microsoft.AspNetCore.Authentication;

namespace IdBellen.Api.SignIn;

/// <summary>
/// Decides who asks: a signed-in person by cookie, the exchange by bearer token, else a citizen. A page of another origin is always a
/// citizen, whatever cookie the browser added.
/// </summary>
public sealed class CallerMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, CurrentCaller caller, CurrentTenant current, SignedInSessions sessions)
    {
        if (context.Request.Headers.Authorization is [{ } authorization] && BearerToken.Of(authorization) is { } token)
        {
            if (current.Value.IsExchangeToken(token)) caller.Value = new Caller.Exchange();
        }
        else if (SameOrigin.Holds(context) && (await context.AuthenticateAsync(SchemeNames.Person)).Principal?.FindFirst(PersonClaims.Session) is { Value: var key }
            && await sessions.FindAsync(key, context.RequestAborted) is { } person)
        {
            caller.Value = person;
        }
        await next(context);
    }
}
