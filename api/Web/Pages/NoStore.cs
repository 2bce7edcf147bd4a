using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace IdBellen.Api.Web.Pages;

/// <summary>
/// Sets <c>no-store</c> on responses of the api (RFC 9111, 5.2.2.5) and on the page that shows them, so that neither browsers, including
/// their back-forward cache, nor proxies keep personal data.
/// </summary>
internal static class NoStore
{
    private const string Value = "no-store";

    /// <summary>Sets the header on all responses of the following middleware, replacing theirs.</summary>
    public static void UseNoStore(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            if (!context.Response.Headers.CacheControl.ToString().Contains(Value, StringComparison.OrdinalIgnoreCase))
                context.Response.Headers.CacheControl = Value;
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>
    /// Sets the header for pages among files. Scripts and styles contain no personal data and have a hash in their names.
    /// </summary>
    public static void OfPages(StaticFileResponseContext file)
    {
        if (file.File.Name.EndsWith(".html", StringComparison.Ordinal)) file.Context.Response.Headers[HeaderNames.CacheControl] = Value;
    }
}
