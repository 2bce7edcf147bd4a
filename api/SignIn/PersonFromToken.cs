using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace IdBellen.Api.SignIn;

/// <summary>Turns a validated ID token into the few claims that our cookie holds.</summary>
public static class PersonFromToken
{
    public static Task OfBuiltInProviderAsync(TokenValidatedContext context, Tenant tenant)
    {
        var token = context.Principal!;
        return SetAsync(context, tenant, token.FindFirst("sub")!.Value, NameOf(token),
            token.HasClaim("role", AccountRoles.Agent), token.HasClaim("role", AccountRoles.Admin));
    }

    public static Task OfOwnProviderAsync(TokenValidatedContext context, Tenant tenant, SignInSpec own)
    {
        var token = context.Principal!;
        return SetAsync(context, tenant, AccountIdOf(own.Authority, token.FindFirst("sub")!.Value).ToString(), NameOf(token),
            token.HasClaim(own.RoleClaim, own.AgentRole), token.HasClaim(own.RoleClaim, own.AdminRole));
    }

    private static Task SetAsync(TokenValidatedContext context, Tenant tenant, string account, string name, bool agent, bool admin)
    {
        List<Claim> claims = [new(PersonClaims.Account, account), new(PersonClaims.Name, name), new(PersonClaims.Tenant, tenant.Uid)];
        if (agent) claims.Add(new(PersonClaims.Role, AccountRoles.Agent));
        if (admin) claims.Add(new(PersonClaims.Role, AccountRoles.Admin));
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeNames.Person, PersonClaims.Name, PersonClaims.Role));
        return Task.CompletedTask;
    }

    private static string NameOf(ClaimsPrincipal token) =>
        token.FindFirst("name")?.Value ?? token.FindFirst("preferred_username")?.Value ?? token.FindFirst("sub")!.Value;

    // Issuer and subject together name a person (OpenID Connect Core section 5.7); calls know agents by a Guid.
    private static Guid AccountIdOf(string issuer, string subject) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")).AsSpan(0, 16));
}
