using System.Globalization;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Platform.Throttles;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Identity.SignIn.Throttle;

/// <summary>Answers an address that sends too many forms with a page that says when to retry, before anything else is done.</summary>
internal sealed class SignInThrottle(RequestDelegate next, IOptions<SignInThrottleOptions> options) : IDisposable
{
    private readonly AddressBuckets buckets = new(options.Value.FormsPerMinute);

    private static readonly PathString[] Ways = ["/account", "/sign-in", "/signed-out", "/connect", "/.well-known"];

    public Task InvokeAsync(HttpContext context, CurrentTenant tenant, CurrentShare share)
    {
        var request = context.Request;
        if (Ways.Any(way => request.Path.StartsWithSegments(way, StringComparison.OrdinalIgnoreCase))) share.Value = ConnectionShare.SignIn;
        if (HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase)
            && buckets.Take(tenant.Value.Uid, context.Connection.RemoteIpAddress) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            (request.Method, request.Path) = (HttpMethods.Get, "/account/busy");
        }
        return next(context);
    }

    public void Dispose() => buckets.Dispose();
}
