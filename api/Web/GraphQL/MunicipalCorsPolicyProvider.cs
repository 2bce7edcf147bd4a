using System.Runtime.CompilerServices;
using IdBellen.Api.Identity.SignIn;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Policy;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace IdBellen.Api.Web.GraphQL;

/// <summary>The CORS policy: municipal pages that embed the button may call the api, without cookies.</summary>
internal sealed class MunicipalCorsPolicyProvider : ICorsPolicyProvider
{
    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromMinutes(10);

    // One for each specification: its origins are parsed once.
    private readonly ConditionalWeakTable<TenantPolicy, CorsPolicy> made = [];

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) =>
        Task.FromResult<CorsPolicy?>(made.GetValue(PolicyOf(context), Make));

    /// <summary>False for a page whose origin the municipality does not allow: the request is neither executed nor answered.</summary>
    public static bool MayCall(HttpContext context) =>
        SameOrigin.Holds(context) || PolicyOf(context).AllowedOrigins.Contains(context.Request.Headers.Origin.ToString());

    private static CorsPolicy Make(TenantPolicy policy) => new CorsPolicyBuilder([.. policy.AllowedOrigins])
        .WithMethods(HttpMethods.Post).WithHeaders("Content-Type", "Accept").SetPreflightMaxAge(PreflightLifetime).Build();

    private static TenantPolicy PolicyOf(HttpContext context) => context.RequestServices.GetRequiredService<CurrentTenant>().Value.Policy;
}
