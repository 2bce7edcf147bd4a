using System.Linq.Expressions;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdBellen.Api.Identity.SignIn.RelyingParty;

/// <summary>Lets a municipality's own provider end sessions (OpenID Connect Back-Channel Logout 1.0). Idempotent.</summary>
internal static class BackChannelLogout
{
    public const string Path = "/sign-in/back-channel-logout";

    public static void MapBackChannelLogout(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, EndAsync);

    private static async Task<IResult> EndAsync(
        HttpContext context, CurrentTenant current, IOptionsMonitor<OpenIdConnectOptions> options, SignedInSessions sessions,
        TenantDbContext database, AuditTrail audit, TimeProvider time)
    {
        var cancellationToken = context.RequestAborted;
        if (current.Value.Policy.SignIn is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType
            || (await context.Request.ReadFormAsync(cancellationToken))["logout_token"] is not [{ Length: > 0 } text])
            return Refused("Send the form field logout_token, once.");
        if (await LogoutToken.ReadAsync(text, options.Get(SchemeNames.OpenIdConnect), time.GetUtcNow()) is not { } token)
            return Refused("The logout token is not valid here: check issuer, audience, signature, events, times, and that it has sub or "
                + "sid and no nonce.");
        var which = Of(token, current.Value.Policy.SignInProvider);
        if (token.Session is null)
        {
            var then = await OfThenAsync(token, which, database, sessions, cancellationToken);
            which = session => then.Contains(session.Id);
        }
        var people = await database.SignedInSessions.AsNoTracking().Where(which)
            .Select(session => new { session.AccountId, session.DisplayName }).ToListAsync(cancellationToken);
        await sessions.EndAsync(which, cancellationToken);
        foreach (var person in people)
            await audit.WriteAsync(AuditAction.SignedOutByProvider, default, (person.AccountId, person.DisplayName), cancellationToken);
        return Results.Ok();
    }

    private static Expression<Func<SignedInSession, bool>> Of(LogoutToken token, string provider)
    {
        var (subject, sid, _) = token;
        return session => session.Provider == provider && (sid == null || session.ProviderSession == sid)
            && (subject == null || session.Subject == subject);
    }

    /// <summary>
    /// A token without <c>sid</c> applies to the sessions that existed when it was issued, so that a repetition does not end newer ones.
    /// Both times are from the provider's clock, in seconds; within the same second the session ends.
    /// </summary>
    private static async Task<IReadOnlyList<Guid>> OfThenAsync(
        LogoutToken token, Expression<Func<SignedInSession, bool>> which, TenantDbContext database, SignedInSessions sessions,
        CancellationToken cancellationToken)
    {
        List<Guid> then = [];
        foreach (var id in await database.SignedInSessions.Where(which).Select(session => session.Id).ToListAsync(cancellationToken))
        {
            var idToken = await sessions.IdTokenAsync(id, cancellationToken);
            // One that cannot be read any more vouches for nothing.
            if (idToken is null || new JsonWebToken(idToken).IssuedAt <= token.IssuedAt) then.Add(id);
        }
        return then;
    }

    // Section 2.8.
    private static IResult Refused(string description) =>
        Results.Json(new { error = "invalid_request", error_description = description }, statusCode: StatusCodes.Status400BadRequest);
}
