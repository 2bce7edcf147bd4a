using System.Security.Claims;
using IdBellen.Tenancy.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Operator.Dashboard;

/// <summary>
/// Sign-in at the platform's own OpenID provider: authorization code flow with PKCE (RFC 7636). A person without the configured role gets
/// an error page and no session.
/// </summary>
internal static class AdminSignIn
{
    /// <summary>The claim with the key of the row in <see cref="AdminSessions"/>.</summary>
    public const string SessionClaim = "session";

    public const string CallbackPath = "/signed-in";

    private const string IdToken = "id_token";

    // Only asymmetric signatures: no shared secrets, and no unsigned tokens (RFC 7518 section 3.1).
    private static readonly string[] Asymmetric =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddAdminSignIn(this IServiceCollection services, DashboardOptions settings)
    {
        services.AddAntiforgery(
            static antiforgery => antiforgery.Cookie = new HostCookie("idbellen-jobs-form") { SameSite = SameSiteMode.Strict });
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie = new HostCookie("idbellen-jobs");
                cookie.ExpireTimeSpan = AdminSessions.Lifetime;
                cookie.SlidingExpiration = false;
                cookie.Events.OnValidatePrincipal = ValidateAsync;
            })
            .AddBrowserBoundSignIn(OpenIdConnectDefaults.AuthenticationScheme, provider => Configure(provider, settings));
    }

    private static void Configure(OpenIdConnectOptions provider, DashboardOptions settings)
    {
        provider.BindToBrowser("idbellen-jobs-begun.");
        provider.Authority = settings.Authority;
        provider.ClientId = settings.ClientId;
        provider.ClientSecret = settings.ClientSecret;
        provider.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.Ordinal);
        provider.ResponseType = OpenIdConnectResponseType.Code;
        // A response in the query allows SameSite=Lax for the sign-in cookies; browsers omit those from a form post of another site.
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
        provider.Events.OnTokenValidated = KeepAsync;
        provider.Events.OnTicketReceived = context => AdmitAsync(context, settings);
        provider.Events.OnRemoteFailure = ExplainAsync;
    }

    // Keeps the token, because the framework's claims do not distinguish a string from a list.
    private static Task KeepAsync(TokenValidatedContext context)
    {
        context.Properties!.SetParameter(IdToken, context.TokenEndpointResponse?.IdToken ?? context.ProtocolMessage.IdToken);
        return Task.CompletedTask;
    }

    private static async Task AdmitAsync(TicketReceivedContext context, DashboardOptions settings)
    {
        var roles = context.Properties!.GetParameter<string>(IdToken) is { } idToken ? RoleClaim.Read(idToken, settings.RoleClaim) : null;
        if (context.Principal is not { } token || roles?.Holds(settings.AdminRole) != true)
        {
            context.HandleResponse();
            await PlainPage.WriteAsync(
                context.HttpContext, StatusCodes.Status403Forbidden, "You may not see this page",
                $"You are signed in, but your account does not have the role of platform admins ({PlainPage.Encode(settings.AdminRole)}). "
                    + "Ask the administrator of your identity provider. "
                    + PlainPage.Encode(roles?.Explain(settings.AdminRole).ToString() ?? ""));
            return;
        }
        var key = await context.HttpContext.RequestServices.GetRequiredService<AdminSessions>()
            .BeginAsync(context.HttpContext.RequestAborted);
        var subject = token.FindFirst("sub")?.Value ?? "";
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", subject), new Claim(SessionClaim, key)], "dashboard"));
        context.Properties!.IsPersistent = false;
        // Otherwise the lifetime of the provider's own session would apply.
        context.Properties.ExpiresUtc = null;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<AdminSessions>();
        if (context.Principal?.FindFirst(SessionClaim) is { } key
            && await sessions.LivesAsync(key.Value, context.HttpContext.RequestAborted))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }

    private static Task ExplainAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        return PlainPage.WriteAsync(
            context.HttpContext, StatusCodes.Status400BadRequest, "Signing in did not work",
            $"The identity provider refused, or the sign-in took too long. <a href=\"{JobPages.Path}\">Try again</a>.");
    }
}
