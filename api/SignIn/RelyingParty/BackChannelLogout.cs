using System.Linq.Expressions;
using IdBellen.Api.Audit;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.SignIn.RelyingParty;

/// <summary>A municipality's own provider ends sessions here (OpenID Connect Back-Channel Logout 1.0). Said twice of a session, it does no harm.</summary>
public static class BackChannelLogout
{
    public const string Path = "/sign-in/back-channel-logout";

    public static void MapBackChannelLogout(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, EndAsync);

    private static async Task<IResult> EndAsync(
        HttpContext context, CurrentTenant current, IOptionsMonitor<OpenIdConnectOptions> options, SignedInSessions sessions,
        TenantDbContext database, AuditTrail audit, TimeProvider time)
    {
        var cancellationToken = context.RequestAborted;
        if (current.Value.Spec.SignIn is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType || (await context.Request.ReadFormAsync(cancellationToken))["logout_token"] is not [{ Length: > 0 } text])
            return Refused("Send the form field logout_token, once.");
        if (await LogoutToken.ReadAsync(text, options.Get(SchemeNames.OpenIdConnect), time.GetUtcNow()) is not { } token)
            return Refused("The logout token is not valid here: check issuer, audience, signature, events, times, and that it has sub or sid and no nonce.");
        var which = Of(token, current.Value.SignInProvider);
        var people = await database.SignedInSessions.AsNoTracking().Where(which).Select(session => new { session.AccountId, session.DisplayName }).ToListAsync(cancellationToken);
        await sessions.EndAsync(which, cancellationToken);
        foreach (var person in people)
            await audit.WriteAsync(AuditAction.SignedOutByProvider, default, (person.AccountId, person.DisplayName), cancellationToken);
        return Results.Ok();
    }

    private static Expression<Func<SignedInSession, bool>> Of(LogoutToken token, string provider)
    {
        var (subject, sid) = token;
        return session => session.Provider == provider && (sid == null || session.ProviderSession == sid) && (subject == null || session.Subject == subject);
    }

    // Section 2.8.
    private static IResult Refused(string description) =>
        Results.Json(new { error = "invalid_request", error_description = description }, statusCode: StatusCodes.Status400BadRequest);
}
