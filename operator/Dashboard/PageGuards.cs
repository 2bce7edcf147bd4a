using Npgsql;

namespace IdBellen.Operator.Dashboard;

/// <summary>Headers and checks for every response.</summary>
internal static class PageGuards
{
    // As strict as Hangfire's pages allow: scripts are separate files, the colours of states are in style attributes, and the icon is a
    // data URL. The hash is of the style element that Chart.js 2 (of Hangfire 1.8) puts in for its charts.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='; style-src-attr "
            + "'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UsePageHeaders(this IApplicationBuilder app, DashboardOptions settings) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (settings.Origin.StartsWith("https:", StringComparison.Ordinal)) headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    });

    /// <summary>
    /// Serves only the configured host and builds all URLs from it, ignoring forwarded headers and any other DNS name that points here.
    /// </summary>
    public static void UseOneOrigin(this IApplicationBuilder app, DashboardOptions settings)
    {
        var origin = new Uri(settings.Origin);
        app.Use(async (context, next) =>
        {
            if (!string.Equals(context.Request.Host.Value, origin.Authority, StringComparison.OrdinalIgnoreCase))
            {
                await PlainPage.WriteAsync(context, StatusCodes.Status421MisdirectedRequest,
                    "Another address", "The dashboard is not served at this address.");
                return;
            }
            context.Request.Scheme = origin.Scheme;
            context.Request.Host = new HostString(origin.Authority);
            await next(context);
        });
    }

    public static void UsePlainFaults(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (NpgsqlException) when (!context.Response.HasStarted)
        {
            await PlainPage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable,
                "The platform database does not respond", "Reload the page in a moment.");
        }
    });
}
