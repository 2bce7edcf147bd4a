using System.Security.Claims;
using IdBellen.Tenancy.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Operator.Dashboard;

/// <summary>
/// Signing in at the platform's own OpenID provider: authorization code flow with PKCE (RFC 7636). Who has not the role of the settings is told so and never signed in.
/// </summary>
internal static class AdminSignIn
{
    /// <summary>The claim with the key of the row in <see cref="AdminSessions"/>.</summary>
    public const string SessionClaim = "session";

    public const string CallbackPath = "/signed-in";

    // A provider signs with a key of its own, never with a secret that others hold too, never not at all (RFC 7518 section 3.1).
    private static readonly string[] Asymmetric =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddAdminSignIn(this IServiceCollection services, DashboardOptions settings)
    {
        services.AddAntiforgery(antiforgery =>
        {
            HostCookie(antiforgery.Cookie, "__Host-idbellen-jobs-form");
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            if (settings.Origin.StartsWith("https:", StringComparison.Ordinal)) return;
            // On a laptop: the framework refuses a Secure form cookie on plain http, even where browsers trust it (localhost).
            antiforgery.Cookie.Name = "idbellen-jobs-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                HostCookie(cookie.Cookie, "__Host-idbellen-jobs");
                cookie.ExpireTimeSpan = AdminSessions.Lifetime;
                cookie.SlidingExpiration = false;
                cookie.Events.OnValidatePrincipal = ValidateAsync;
            })
            .AddOpenIdConnect(provider => Configure(provider, settings));
    }

    private static void Configure(OpenIdConnectOptions provider, DashboardOptions settings)
    {
        provider.Authority = settings.Authority;
        provider.ClientId = settings.ClientId;
        provider.ClientSecret = settings.ClientSecret;
        provider.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.Ordinal);
        provider.ResponseType = OpenIdConnectResponseType.Code;
        // With the answer in the query the state cookies can be SameSite=Lax; a form post from another site would not carry them.
        provider.ResponseMode = OpenIdConnectResponseMode.Query;
        provider.UsePkce = true;
        provider.MapInboundClaims = false;
        provider.GetClaimsFromUserInfoEndpoint = false;
        provider.SaveTokens = false;
        provider.DisableTelemetry = true;
        provider.CallbackPath = CallbackPath;
        provider.SignedOutCallbackPath = provider.RemoteSignOutPath = default;
        provider.BackchannelTimeout = TimeSpan.FromSeconds(5);
        provider.TokenValidationParameters.ValidAlgorithms = Asymmetric;
        HostCookie(provider.CorrelationCookie, "__Host-idbellen-jobs-state.");
        HostCookie(provider.NonceCookie, "__Host-idbellen-jobs-nonce.");
        provider.Events.OnTicketReceived = context => AdmitAsync(context, settings);
        provider.Events.OnRemoteFailure = ExplainAsync;
    }

    /// <summary>A cookie that only this origin gets: the browser enforces it by the prefix (RFC 6265bis section 4.1.3.2).</summary>
    private static void HostCookie(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.SameSite = SameSiteMode.Lax;
    }

    private static async Task AdmitAsync(TicketReceivedContext context, DashboardOptions settings)
    {
        if (context.Principal is not { } token || !RoleClaim.Holds(token, settings.RoleClaim, settings.AdminRole))
        {
            context.HandleResponse();
            await PlainPage.WriteAsync(
                context.HttpContext, StatusCodes.Status403Forbidden, "You may not see this page",
                $"You have signed in, but your account has not the role that platform admins have ({PlainPage.Encode(settings.AdminRole)}). Ask whoever gives out roles at your provider.");
            return;
        }
        var key = await context.HttpContext.RequestServices.GetRequiredService<AdminSessions>().BeginAsync(context.HttpContext.RequestAborted);
        var subject = token.FindFirst("sub")?.Value ?? "";
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", subject), new Claim(SessionClaim, key)], "dashboard"));
        context.Properties!.IsPersistent = false;
        // Else the time of the provider's own session.
        context.Properties.ExpiresUtc = null;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<AdminSessions>();
        if (context.Principal?.FindFirst(SessionClaim) is { } key && await sessions.LivesAsync(key.Value, context.HttpContext.RequestAborted)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }

    private static Task ExplainAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        return PlainPage.WriteAsync(
            context.HttpContext, StatusCodes.Status400BadRequest, "Signing in did not work",
            $"The provider refused, or it took too long. <a href=\"{JobPages.Path}\">Try again</a>.");
    }
}
