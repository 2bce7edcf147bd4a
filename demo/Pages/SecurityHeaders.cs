namespace IdBellen.Demo.Pages;

/// <summary>Every page: nothing inline, nothing from elsewhere, no framing, no referrer, nothing kept.</summary>
internal static class SecurityHeaders
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(other: null);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(context);
    }

    /// <summary>Lets one page load and call the hosted widget of one municipality.</summary>
    public static void AllowWidget(HttpResponse response, Uri origin) =>
        response.Headers.ContentSecurityPolicy = Policy(origin.GetLeftPart(UriPartial.Authority));

    /// <summary>Lets the telephone page connect with the exchange.</summary>
    public static void AllowTelephone(HttpResponse response, Uri exchange) =>
        response.Headers.ContentSecurityPolicy = Policy(other: null, exchange.GetLeftPart(UriPartial.Authority));

    private static string Policy(string? other, string? exchange = null) =>
        $"default-src 'none'; script-src {Sources(other)}; connect-src {Sources(other ?? exchange)}; style-src 'self'; img-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static string Sources(string? other) => other is null ? "'self'" : $"'self' {other}";
}
