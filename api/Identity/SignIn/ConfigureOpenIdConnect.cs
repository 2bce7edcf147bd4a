using IdBellen.Api.Identity.SignIn.RelyingParty;
using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.SignIn;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Identity.SignIn;

/// <summary>OpenID Connect as a relying party of the request's tenant: authorization code flow with PKCE (RFC 7636).</summary>
internal sealed class ConfigureOpenIdConnect(
    IHttpContextAccessor http, HostingOptions hosting, LoopbackBackchannel loopback, OwnProviderBackchannel backchannel, TimeProvider time)
    : IConfigureNamedOptions<OpenIdConnectOptions>
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BackchannelTimeout = TimeSpan.FromSeconds(5);

    public void Configure(OpenIdConnectOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        var tenant = http.HttpContext!.RequestServices.GetRequiredService<CurrentTenant>().Value;
        options.BindToBrowser("idbellen-begun.");
        options.SignInScheme = SchemeNames.Person;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // A response in the query allows SameSite=Lax for the sign-in cookies; browsers omit those from a form post of another site.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.TokenHandler = new SignedTokenHandler();
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.CallbackPath = "/sign-in/callback";
        options.SignedOutCallbackPath = "/signed-out";
        options.SignedOutRedirectUri = "/";
        options.RequireHttpsMetadata = hosting.Scheme == Uri.UriSchemeHttps;
        options.TokenValidationParameters.ClockSkew = ClockSkew;
        options.TokenValidationParameters.ValidAlgorithms = SignatureAlgorithms.Asymmetric;
        options.ClientSecret = tenant.Provider.ClientSecret;
        options.Scope.Clear();
        if (tenant.Policy.SignIn is { } own)
            UseOwnProvider(options, own);
        else
            UseBuiltInProvider(options, tenant);
        options.ConfigurationManager = new ProviderDiscovery(options.Authority!, options.Backchannel, options.RequireHttpsMetadata, time);
        options.Events.OnMessageReceived = IssuerOfAnswer.CheckAsync;
        options.Events.OnTokenValidated = PersonFromToken.KeepAsync;
        options.Events.OnRedirectToIdentityProviderForSignOut = SignInPages.HintAsync;
        options.Events.OnRemoteFailure = SignInPages.ExplainFailureAsync;
    }

    private void UseOwnProvider(OpenIdConnectOptions options, SignInSpec own)
    {
        // Only these: Entra ID refuses unknown scopes.
        foreach (var scope in (string[])["openid", "profile", "email"]) options.Scope.Add(scope);
        options.Authority = own.Authority;
        options.ClientId = own.ClientId;
        options.Backchannel = Backchannel(backchannel.Handler);
        options.Events.OnTicketReceived = context => PersonFromToken.OfOwnProviderAsync(context, own);
    }

    private void UseBuiltInProvider(OpenIdConnectOptions options, Tenant tenant)
    {
        foreach (var scope in (string[])["openid", "profile", "email", "roles"]) options.Scope.Add(scope);
        options.Authority = tenant.Origin;
        options.ClientId = tenant.Provider.ClientId;
        options.Backchannel = Backchannel(loopback.Handler);
        options.Events.OnTicketReceived = PersonFromToken.OfBuiltInProviderAsync;
    }

    private static HttpClient Backchannel(HttpMessageHandler handler) => new(handler, disposeHandler: false)
    {
        Timeout = BackchannelTimeout,
        MaxResponseContentBufferSize = 1 << 20,
    };
}
