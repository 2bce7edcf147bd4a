using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Refusals;
using Microsoft.AspNetCore.Http.Extensions;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>
/// Determines the tenant from the host, before any other processing. An unknown host gets 404. A browser that uses another spelling of the
/// host is redirected to the canonical one, for which cookies and origins are valid.
/// </summary>
internal sealed class TenantMiddleware(RequestDelegate next, ServedTenants registry)
{
    public Task InvokeAsync(HttpContext context, CurrentTenant current, CurrentAddress address, CurrentShare share)
    {
        if (context.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal)
            || context.Request.Path.StartsWithSegments("/readyz", StringComparison.Ordinal))
            return next(context);
        if (HostHeader.Read(context.Request.Host) is not var (host, isAbsolute))
            return RefuseAsync(context, StatusCodes.Status400BadRequest, Refusal.HostInvalid);
        if (!registry.TryFindByHost(host.Host, out var tenant))
        {
            return registry.HasSynced
                ? RefuseAsync(context, StatusCodes.Status404NotFound, Refusal.MunicipalityUnknown)
                : RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, Refusal.Starting);
        }
        current.Set(tenant);
        address.Value = context.Connection.RemoteIpAddress;
        HeldConnections.Begin();
        // Until the client is identified.
        share.Value = ConnectionShare.Citizen;
        context.Request.Host = host;
        if (!isAbsolute || !IsNavigation(context)) return next(context);
        context.Response.Redirect(context.Request.GetEncodedUrl(), permanent: true, preserveMethod: true);
        return Task.CompletedTask;
    }

    // A program that posts to the other spelling is answered: its request carries no cookie that we have set, for that one was never set
    // there.
    private static bool IsNavigation(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            && !context.Request.Path.StartsWithSegments("/graphql", StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext context, int status, Refusal refusal)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message = refusal.Message, extensions = new { code = refusal.Code } } } }, context.RequestAborted);
    }
}
