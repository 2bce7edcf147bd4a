using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace IdBellen.Api.Pages;

/// <summary>
/// No browser and no proxy may keep what the api answers (RFC 9111, 5.2.2.5), nor the page that shows it: one that may not be stored is not kept for the
/// back button either, with all that stood on it.
/// </summary>
public static class NoStore
{
    private const string Value = "no-store";

    /// <summary>For all answers of what comes after it, whatever they say themselves.</summary>
    public static void UseNoStore(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            if (!context.Response.Headers.CacheControl.ToString().Contains(Value, StringComparison.OrdinalIgnoreCase)) context.Response.Headers.CacheControl = Value;
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>For a page among files; scripts and styles hold nothing of anybody and carry a hash in their names.</summary>
    public static void OfPages(StaticFileResponseContext file)
    {
        if (file.File.Name.EndsWith(".html", StringComparison.Ordinal)) file.Context.Response.Headers[HeaderNames.CacheControl] = Value;
    }
}
