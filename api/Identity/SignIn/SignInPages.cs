using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Identity.SignIn.RelyingParty;
using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Api.Platform.Faults;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IdBellen.Api.Identity.SignIn;

/// <summary>The endpoints and pages of sign-in and sign-out.</summary>
internal static class SignInPages
{
    private const string IdTokenHint = "id_token_hint";

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        // A POST with a checked Origin, so that a link or an image cannot sign a person out. The page then navigates to the address in the
        // response, because browsers apply form-action to redirects of a form (CSP 3 section 6.4.2).
        endpoints.MapPost("/sign-out", SignOutAsync);
        endpoints.MapBackChannelLogout();
        endpoints.MapRazorPages();
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext context, CurrentActor actor, SignedInSessions sessions, AuditTrail audit, IOptionsMonitor<OpenIdConnectOptions> options)
    {
        if (!SameOrigin.Holds(context)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        string? token = null;
        if (actor.Value is Actor.Person person)
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

    // Some providers do not support it, and one that is down cannot respond. Then only our own session ends.
    private static async Task<bool> EndsSessionsAsync(OpenIdConnectOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return options.ConfigurationManager is ProviderDiscovery provider
                && (await provider.GetFreshAsync(cancellationToken)).EndSessionEndpoint is { Length: > 0 };
        }
        catch (ProviderUnavailableException)
        {
            return false;
        }
    }

    /// <summary>
    /// Adds the ID token, by which the provider identifies the session to end (OpenID Connect RP-Initiated Logout 1.0 section 2).
    /// </summary>
    public static Task HintAsync(RedirectContext context)
    {
        context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>(IdTokenHint);
        return Task.CompletedTask;
    }

    public static Task ExplainFailureAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        context.HttpContext.RequestServices.GetRequiredService<FaultLog>()
            .Count($"A sign-in was not finished: {(context.Failure is { } failure ? new SafeFault(failure).Kind : "")}");
        context.Response.Redirect("/account/failed");
        return Task.CompletedTask;
    }
}

/// <summary>The session here is over.</summary>
/// <param name="Location">The next address of the browser: the provider's sign-out, or the agents' page.</param>
internal sealed record SignedOut(string Location);
