using System.Security.Claims;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace IdBellen.Api.SignIn.Provider;

/// <summary>The two endpoints of the provider that need to know a person; OpenIddict answers the others.</summary>
public static class ProviderEndpoints
{
    public static void MapProvider(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], AuthorizeAsync);
        endpoints.MapMethods("/connect/logout", [HttpMethods.Get, HttpMethods.Post], async (HttpContext context) =>
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        });
    }

    private static async Task<IResult> AuthorizeAsync(HttpContext context, CurrentTenant current, UserManager<Account> accounts, ProviderTickets tickets)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("This is not an authorization request.");
        // A municipality with its own provider keeps no accounts here.
        if (current.Value.Spec.SignIn is not null) return Results.NotFound();
        // Of a posted request the same in a query, to come back to.
        var address = context.Request.Path + (context.Request.HasFormContentType
            ? QueryString.Create(await context.Request.ReadFormAsync(context.RequestAborted)) : QueryString.Create(context.Request.Query));
        if (await tickets.RedeemAsync(address, context.RequestAborted) is not { } ticket)
        {
            return request.HasPromptValue(OpenIddictConstants.PromptValues.None)
                ? Results.Forbid(Error(OpenIddictConstants.Errors.LoginRequired), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])
                : Results.Challenge(new AuthenticationProperties { RedirectUri = address }, [IdentityConstants.ApplicationScheme]);
        }
        var account = ticket.Account;
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, "name", "role");
        identity.SetClaim("sub", account.Id.ToString()).SetClaim("name", account.DisplayName).SetClaim("email", account.Email)
            .SetClaims("role", [.. await accounts.GetRolesAsync(account)])
            .SetClaims("amr", [.. ticket.Methods]).SetClaim("auth_time", ticket.At.ToUnixTimeSeconds());
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(static _ => [OpenIddictConstants.Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static AuthenticationProperties Error(string error) => new(
        new Dictionary<string, string?>(StringComparer.Ordinal) { [OpenIddictServerAspNetCoreConstants.Properties.Error] = error });
}
