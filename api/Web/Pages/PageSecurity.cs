namespace IdBellen.Api.Pages;

/// <summary>The headers of a page that shows personal data (internet.nl, NCSC guidelines): nothing from elsewhere, nothing inline, no framing.</summary>
public static class PageSecurity
{
    public static void UsePageSecurity(this IApplicationBuilder app) => app.UseSecurityHeaders(new HeaderPolicyCollection()
        .AddDefaultSecurityHeaders()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        // Not no-referrer: with it a browser sends "Origin: null" from our own forms (Fetch standard), which sign-out refuses.
        .AddReferrerPolicySameOrigin()
        .AddStrictTransportSecurityMaxAgeIncludeSubDomains(maxAgeInSeconds: 31_536_000)
        .AddPermissionsPolicyWithDefaultSecureDirectives()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddStyleSrc().Self();
            // A caller's photo comes as an attribute's value.
            csp.AddImgSrc().Self().Data();
            csp.AddFontSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddFormAction().Self();
            csp.AddBaseUri().None();
            csp.AddFrameAncestors().None();
        }));
}
