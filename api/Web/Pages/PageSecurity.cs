namespace IdBellen.Api.Web.Pages;

/// <summary>
/// The headers of a page that shows personal data (internet.nl, NCSC guidelines): nothing from elsewhere, nothing inline, no framing.
/// </summary>
internal static class PageSecurity
{
    /// <summary>Only the agents' page has a telephone: a microphone, a choice of speakers, and sound without a click.</summary>
    public static void UsePageSecurity(this IApplicationBuilder app)
    {
        app.UseWhen(context => PageFiles.IsAgentUi(context.Request.Path), agentUi => agentUi.UseSecurityHeaders(
            Headers().AddPermissionsPolicy(policy =>
            {
                policy.AddDefaultSecureDirectives();
                policy.AddMicrophone().Self();
                policy.AddSpeakerSelection().Self();
                policy.AddAutoplay().Self();
            })));
        app.UseWhen(context => !PageFiles.IsAgentUi(context.Request.Path), others => others.UseSecurityHeaders(
            Headers().AddPermissionsPolicyWithDefaultSecureDirectives()));
    }

    private static HeaderPolicyCollection Headers() => new HeaderPolicyCollection()
        .AddDefaultSecurityHeaders()
        .AddFrameOptionsDeny()
        // The library's default lets sites of the same registrable domain embed: that is every municipality below ours.
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddContentTypeOptionsNoSniff()
        // Not no-referrer: with it a browser sends "Origin: null" from our own forms (Fetch standard), which sign-out refuses.
        .AddReferrerPolicySameOrigin()
        .AddStrictTransportSecurityMaxAgeIncludeSubDomains(maxAgeInSeconds: 31_536_000)
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddStyleSrc().Self();
            // A caller's photo comes as an attribute's value.
            csp.AddImgSrc().Self().Data();
            csp.AddFontSrc().Self();
            // That includes WebSockets of the same host (CSP 3, 6.7.2.8).
            csp.AddConnectSrc().Self();
            csp.AddFormAction().Self();
            csp.AddBaseUri().None();
            csp.AddFrameAncestors().None();
        });
}
