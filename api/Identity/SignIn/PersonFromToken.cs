using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Audit;
using IdBellen.Api.SignIn.RelyingParty;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.SignIn;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.SignIn;

/// <summary>Turns a validated ID token into a session, and its claims into the one that our cookie holds.</summary>
public static class PersonFromToken
{
    private const int LongestName = 100;
    private const string IdToken = "id_token";

    /// <summary>Keeps a token of the token endpoint until nonce and all are checked. One that the browser brings is refused: we never ask for it.</summary>
    public static Task KeepAsync(TokenValidatedContext context)
    {
        if (context.TokenEndpointResponse is { } answer) context.Properties!.SetParameter(IdToken, answer.IdToken);
        else context.Fail("The ID token did not come from the token endpoint.");
        return Task.CompletedTask;
    }

    public static Task OfBuiltInProviderAsync(TicketReceivedContext context) =>
        BeginAsync(context, Guid.Parse(SubjectOf(context.Principal!), CultureInfo.InvariantCulture), isAgent: false, isAdmin: false);

    public static Task OfOwnProviderAsync(TicketReceivedContext context, SignInSpec own)
    {
        var token = context.Principal!;
        return BeginAsync(
            context, AccountIdOf(own.Authority, SubjectOf(token)), RoleClaim.Holds(token, own.RoleClaim, own.AgentRole),
            RoleClaim.Holds(token, own.RoleClaim, own.AdminRole));
    }

    private static async Task BeginAsync(TicketReceivedContext context, Guid account, bool isAgent, bool isAdmin)
    {
        var http = context.HttpContext;
        var token = context.Principal!;
        var sessions = http.RequestServices.GetRequiredService<SignedInSessions>();
        var tenant = http.RequestServices.GetRequiredService<CurrentTenant>().Value;
        var name = NameOf(token);
        // Whoever was signed in at this browser no longer is: a key never outlives a sign-in (session fixation).
        if ((await http.AuthenticateAsync(SchemeNames.Person)).Principal?.FindFirst(PersonClaims.Session) is { Value: var old }
            && await sessions.FindAsync(old, http.RequestAborted) is { } before)
            await sessions.EndAsync(before.SessionId, http.RequestAborted);
        var key = await sessions.BeginAsync(
            new NewSession(account, name, SubjectOf(token), token.FindFirst("sid")?.Value, isAgent, isAdmin, context.Properties!.GetParameter<string>(IdToken)!),
            http.RequestAborted);
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        await http.RequestServices.GetRequiredService<TenantDbContext>().Users.Where(row => row.Id == account)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.LastSignedInAt, now), http.RequestAborted);
        await http.RequestServices.GetRequiredService<AuditTrail>().WriteAsync(AuditAction.SignedIn, (account, name), default, http.RequestAborted);
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new(PersonClaims.Session, key), new(PersonClaims.Tenant, tenant.Uid)], SchemeNames.Person));
    }

    private static string NameOf(ClaimsPrincipal token)
    {
        var names = ((string[])["name", "preferred_username", "sub"]).Select(claim => token.FindFirst(claim)?.Value);
        var name = names.First(name => !string.IsNullOrWhiteSpace(name))!;
        return string.Concat(name.EnumerateRunes().Take(LongestName));
    }

    private static string SubjectOf(ClaimsPrincipal token) => token.FindFirst("sub")!.Value;

    // Issuer and subject together name a person (OpenID Connect Core section 5.7); calls know agents by a Guid.
    private static Guid AccountIdOf(string issuer, string subject) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")).AsSpan(0, 16));
}
