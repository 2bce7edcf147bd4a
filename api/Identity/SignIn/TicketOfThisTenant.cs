using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Api.Platform.Tenants;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IdBellen.Api.Identity.SignIn;

/// <summary>A ticket is good for the tenant that it was made for, by UID: a namesake that comes later does not inherit it.</summary>
internal static class TicketOfThisTenant
{
    public static Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var tenant = context.HttpContext.RequestServices.GetRequiredService<CurrentTenant>().Value;
        if (context.Principal?.FindFirst(PersonClaims.Tenant)?.Value != tenant.Uid) context.RejectPrincipal();
        return Task.CompletedTask;
    }
}
