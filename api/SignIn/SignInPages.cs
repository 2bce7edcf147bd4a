using IdBellen.Api.Agents;
using IdBellen.Api.Audit;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication;

namespace IdBellen.Api.SignIn;

/// <summary>Where a browser begins and ends a sign-in.</summary>
public static class SignInPages
{
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        // A post, checked against its Origin: a link or an image must not be able to sign somebody out.
        endpoints.MapPost("/sign-out", SignOutAsync);
        endpoints.MapRazorPages();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, CurrentCaller caller, SignedInSessions sessions, AuditTrail audit)
    {
        if (!SameOrigin.Holds(context)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (caller.Value is Caller.Person person)
        {
            await sessions.EndAsync(person.SessionId, context.RequestAborted);
            await audit.WriteAsync(AuditAction.SignedOut, person, account: null, context.RequestAborted);
        }
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [SchemeNames.Person, SchemeNames.OpenIdConnect]);
    }

    public static Task ExplainFailureAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        context.Response.Redirect("/account/failed");
        return Task.CompletedTask;
    }
}
