using System.Globalization;
using IdBellen.Api.Agents;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication;

namespace IdBellen.Api.SignIn;

/// <summary>
/// Decides who asks: a signed-in person by cookie, the exchange by bearer token, else a citizen. A page of another origin is always a
/// citizen, whatever cookie the browser added.
/// </summary>
public sealed class CallerMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, CurrentCaller caller, CurrentTenant current)
    {
        if (context.Request.Headers.Authorization is [{ } authorization] && BearerToken.Of(authorization) is { } token)
        {
            if (current.Value.IsExchangeToken(token)) caller.Value = new Caller.Exchange();
        }
        else if (SameOrigin.Holds(context) && await context.AuthenticateAsync(SchemeNames.Person) is { Succeeded: true } ticket)
        {
            caller.Value = PersonOf(ticket);
        }
        await next(context);
    }

    private static Caller.Person PersonOf(AuthenticateResult ticket) => new(
        Guid.Parse(ticket.Principal!.FindFirst(PersonClaims.Account)!.Value, CultureInfo.InvariantCulture),
        ticket.Principal.FindFirst(PersonClaims.Name)!.Value,
        ticket.Principal.IsInRole(AccountRoles.Agent),
        ticket.Principal.IsInRole(AccountRoles.Admin),
        ticket.Properties?.ExpiresUtc ?? DateTimeOffset.MinValue);
}
