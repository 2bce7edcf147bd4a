using IdBellen.Api.Agents;
using IdBellen.Api.Audit;
using IdBellen.Api.SignIn.RelyingParty;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IdBellen.Api.SignIn;

/// <summary>Where a browser begins and ends a sign-in.</summary>
public static class SignInPages
{
    private const string IdTokenHint = "id_token_hint";

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        // A post, checked against its Origin: a link or an image must not be able to sign somebody out. The page itself then goes where the
        // answer says, because browsers hold a form's redirect to the provider against form-action (CSP 3 section 6.4.2).
        endpoints.MapPost("/sign-out", SignOutAsync);
        endpoints.MapBackChannelLogout();
        endpoints.MapRazorPages();
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext context, CurrentCaller caller, SignedInSessions sessions, AuditTrail audit, IOptionsMonitor<OpenIdConnectOptions> options)
    {
        if (!SameOrigin.Holds(context)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        string? token = null;
        if (caller.Value is Caller.Person person)
        {
            token = await sessions.IdTokenAsync(person.SessionId, context.RequestAborted);
            await sessions.EndAsync(person.SessionId, context.RequestAborted);
            await audit.WriteAsync(AuditAction.SignedOut, person, account: null, context.RequestAborted);
        }
        await context.SignOutAsync(SchemeNames.Person);
        if (!await EndsSessionsAsync(options.Get(SchemeNames.OpenIdConnect), context.RequestAborted)) return Results.Ok(new SignedOut("/"));
        var properties = new AuthenticationProperties { RedirectUri = "/" };
        properties.SetParameter(IdTokenHint, token);
        await context.SignOutAsync(SchemeNames.OpenIdConnect, properties);
        var provider = context.Response.Headers.Location.ToString();
        context.Response.Headers.Remove(HeaderNames.Location);
        return Results.Ok(new SignedOut(provider));
    }

    // Not every provider can, and one that is down can't: then the session here is over, and that is all.
    private static async Task<bool> EndsSessionsAsync(OpenIdConnectOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return options.ConfigurationManager is ProviderDiscovery provider && (await provider.GetFreshAsync(cancellationToken)).EndSessionEndpoint is { Length: > 0 };
        }
        catch (ProviderUnavailableException)
        {
            return false;
        }
    }

    /// <summary>The provider knows by the ID token whose session it ends (OpenID Connect RP-Initiated Logout 1.0 section 2).</summary>
    public static Task HintAsync(RedirectContext context)
    {
        context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>(IdTokenHint);
        return Task.CompletedTask;
    }

    public static Task ExplainFailureAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        context.Response.Redirect("/account/failed");
        return Task.CompletedTask;
    }
}

/// <summary>The session here is over.</summary>
/// <param name="Location">Where the browser is to go: the provider's end of the sign-out, or the agents' page.</param>
public sealed record SignedOut(string Location);
