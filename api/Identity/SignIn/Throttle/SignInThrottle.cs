using System.Globalization;
using IdBellen.Api.Throttles;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.SignIn.Throttle;

/// <summary>Answers an address that sends too many forms with a page that says when to come back, before anything is looked up.</summary>
public sealed class SignInThrottle(RequestDelegate next, IOptions<SignInThrottleOptions> options) : IDisposable
{
    private readonly AddressBuckets buckets = new(options.Value.FormsPerMinute);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase)
            && buckets.Take(context.Connection.RemoteIpAddress) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            (request.Method, request.Path) = (HttpMethods.Get, "/account/busy");
        }
        return next(context);
    }

    public void Dispose() => buckets.Dispose();
}
