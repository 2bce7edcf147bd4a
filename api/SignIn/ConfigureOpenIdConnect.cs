using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Hosting;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IdBellen.Api.SignIn;

/// <summary>OpenID Connect as a relying party of the request's tenant: authorization code flow with PKCE (RFC 7636).</summary>
public sealed class ConfigureOpenIdConnect(IHttpContextAccessor http, HostingOptions hosting, LoopbackBackchannel loopback)
    : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public void Configure(OpenIdConnectOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        var tenant = http.HttpContext!.RequestServices.GetRequiredService<CurrentTenant>().Value;
        options.SignInScheme = SchemeNames.Person;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // With the answer in the query the state cookies can be SameSite=Lax; a form post from another site would not carry them.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.CallbackPath = "/sign-in/callback";
        options.SignedOutCallbackPath = "/signed-out";
        options.SignedOutRedirectUri = "/";
        options.RequireHttpsMetadata = hosting.Scheme == Uri.UriSchemeHttps;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "email", "roles"]) options.Scope.Add(scope);
        if (tenant.Spec.SignIn is { } own)
        {
            options.Authority = own.Authority;
            options.ClientId = own.ClientId;
            options.ClientSecret = tenant.Provider.ClientSecret;
            options.Events.OnTokenValidated = context => PersonFromToken.OfOwnProviderAsync(context, tenant, own);
        }
        else
        {
            options.Authority = tenant.Origin;
            options.ClientId = tenant.Provider.ClientId;
            options.ClientSecret = tenant.Provider.ClientSecret;
            options.BackchannelHttpHandler = loopback.Handler;
            options.Events.OnTokenValidated = context => PersonFromToken.OfBuiltInProviderAsync(context, tenant);
        }
        options.Events.OnRemoteFailure = SignInPages.ExplainFailureAsync;
    }
}
