using IdBellen.Api.SignIn;
using IdBellen.Api.Tenants;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace IdBellen.Api.GraphQL;

/// <summary>Which other origins may call: the municipal pages that carry the button, without cookies.</summary>
public sealed class MunicipalPages : ICorsPolicyProvider
{
    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromMinutes(10);

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) => Task.FromResult<CorsPolicy?>(
        new CorsPolicyBuilder([.. AllowedOrigins(context)]).WithMethods(HttpMethods.Post).WithHeaders("Content-Type", "Accept")
            .SetPreflightMaxAge(PreflightLifetime).Build());

    /// <summary>False for a page of an origin that the municipality did not allow: it gets no answer, and does nothing either.</summary>
    public static bool MayCall(HttpContext context) =>
        SameOrigin.Holds(context) || AllowedOrigins(context).Contains(context.Request.Headers.Origin.ToString(), StringComparer.Ordinal);

    private static IReadOnlyList<string> AllowedOrigins(HttpContext context) =>
        context.RequestServices.GetRequiredService<CurrentTenant>().Value.Spec.Widget?.AllowedOrigins ?? [];
}
