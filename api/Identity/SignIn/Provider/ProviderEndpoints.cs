using System.Security.Claims;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace IdBellen.Api.Identity.SignIn.Provider;

/// <summary>The two endpoints of the provider that need a person; OpenIddict handles the others.</summary>
internal static class ProviderEndpoints
{
    public static void MapProvider(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], AuthorizeAsync);
        endpoints.MapMethods("/connect/logout", [HttpMethods.Get, HttpMethods.Post], async (HttpContext context) =>
        {
            Request(context);
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" },
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        });
    }

    private static async Task<IResult> AuthorizeAsync(
        HttpContext context, CurrentTenant current, UserManager<Account> accounts, ProviderTickets tickets)
    {
        var request = Request(context);
        // A municipality with its own provider keeps no accounts here.
        if (current.Value.Policy.SignIn is not null) return Results.NotFound();
        // Converts a POST to the equivalent query, as a return address.
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

    // OpenIddict parses requests to its own endpoints. Without a parsed request, this is not a protocol request.
    private static OpenIddictRequest Request(HttpContext context) =>
        context.GetOpenIddictServerRequest() ?? throw new BadHttpRequestException("This is no request of OpenID Connect.");

    private static AuthenticationProperties Error(string error) => new(
        new Dictionary<string, string?>(StringComparer.Ordinal) { [OpenIddictServerAspNetCoreConstants.Properties.Error] = error });
}
