using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.SignIn;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.SignIn;

/// <summary>Turns a validated ID token into a session, and its claims into the one that our cookie holds.</summary>
internal static class PersonFromToken
{
    private const int LongestName = 100;
    private const string IdToken = "id_token";
    private const string NoRolePage = "/account/no-role";

    /// <summary>
    /// Keeps the token of the token endpoint until it is validated. Refuses a token from the browser, which is never requested.
    /// </summary>
    public static Task KeepAsync(TokenValidatedContext context)
    {
        if (context.TokenEndpointResponse is { } answer) context.Properties!.SetParameter(IdToken, answer.IdToken);
        else context.Fail("The ID token did not come from the token endpoint.");
        return Task.CompletedTask;
    }

    public static Task OfBuiltInProviderAsync(TicketReceivedContext context) =>
        BeginAsync(context, Guid.Parse(SubjectOf(context.Principal!), CultureInfo.InvariantCulture), isAgent: false, isAdmin: false,
            missing: null);

    public static Task OfOwnProviderAsync(TicketReceivedContext context, SignInSpec own)
    {
        var roles = RoleClaim.Read(context.Properties!.GetParameter<string>(IdToken)!, own.RoleClaim);
        var (isAgent, isAdmin) = (roles.Holds(own.AgentRole), roles.Holds(own.AdminRole));
        return BeginAsync(
            context, AccountIdOf(own.Authority, SubjectOf(context.Principal!)), isAgent, isAdmin,
            isAgent || isAdmin ? null : roles.Explain(own.AgentRole, own.AdminRole));
    }

    private static async Task BeginAsync(TicketReceivedContext context, Guid account, bool isAgent, bool isAdmin, MissingRole? missing)
    {
        var http = context.HttpContext;
        var token = context.Principal!;
        var sessions = http.RequestServices.GetRequiredService<SignedInSessions>();
        var tenant = http.RequestServices.GetRequiredService<CurrentTenant>().Value;
        var name = NameOf(token);
        // Ends the previous session of this browser, to prevent session fixation.
        if ((await http.AuthenticateAsync(SchemeNames.Person)).Principal?.FindFirst(PersonClaims.Session) is { Value: var old }
            && await sessions.FindAsync(old, http.RequestAborted) is { } before)
            await sessions.EndAsync(before.SessionId, http.RequestAborted);
        var key = await sessions.BeginAsync(
            new NewSession(account, name, SubjectOf(token), token.FindFirst("sid")?.Value, isAgent, isAdmin,
                context.Properties!.GetParameter<string>(IdToken)!),
            http.RequestAborted);
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        await http.RequestServices.GetRequiredService<TenantDbContext>().Users.Where(row => row.Id == account)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.LastSignedInAt, now), http.RequestAborted);
        await http.RequestServices.GetRequiredService<AuditTrail>()
            .WriteAsync(AuditAction.SignedIn, (account, name), (null, missing?.ToString()), http.RequestAborted);
        // Otherwise a person without a role, usually because of the provider's settings, would see an empty page.
        if (missing is not null) context.ReturnUri = NoRolePage;
        context.Principal = new ClaimsPrincipal(
            new ClaimsIdentity([new(PersonClaims.Session, key), new(PersonClaims.Tenant, tenant.Uid)], SchemeNames.Person));
    }

    private static string NameOf(ClaimsPrincipal token)
    {
        var names = ((string[])["name", "preferred_username", "sub"]).Select(claim => token.FindFirst(claim)?.Value);
        var name = names.Select(
            name => name is null ? "" : string.Concat(name.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).Take(LongestName)))
            .First(name => !string.IsNullOrWhiteSpace(name));
        return name;
    }

    private static string SubjectOf(ClaimsPrincipal token) => token.FindFirst("sub")!.Value;

    // Issuer and subject together name a person (OpenID Connect Core section 5.7); calls refer to agents by a Guid.
    private static Guid AccountIdOf(string issuer, string subject) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")).AsSpan(0, 16));
}
