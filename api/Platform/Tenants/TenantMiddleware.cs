using IdBellen.Api.Refusals;

namespace IdBellen.Api.Tenants;

/// <summary>The tenant comes from the host, before anything else looks at the request. A host that nobody has gets 404 and nothing more.</summary>
public sealed class TenantMiddleware(RequestDelegate next, TenantRegistry registry)
{
    public async Task InvokeAsync(HttpContext context, CurrentTenant current)
    {
        if (context.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal)
            || context.Request.Path.StartsWithSegments("/readyz", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        if (registry.TryFindByHost(context.Request.Host.Host, out var tenant))
        {
            current.Set(tenant);
            await next(context);
            return;
        }
        var refusal = registry.HasSynced ? Refusal.MunicipalityUnknown : Refusal.Starting;
        context.Response.StatusCode = registry.HasSynced ? StatusCodes.Status404NotFound : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message = refusal.Message, extensions = new { code = refusal.Code } } } }, context.RequestAborted);
    }
}
