using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IdBellen.Tenancy.SignIn;

/// <summary>OpenID Connect with <see cref="BrowserBoundHandler"/>.</summary>
public static class BrowserBoundSignIn
{
    /// <summary>Like <c>AddOpenIdConnect</c>, with our handler; the options must call <see cref="BindToBrowser"/>.</summary>
    public static AuthenticationBuilder AddBrowserBoundSignIn(
        this AuthenticationBuilder builder, string scheme, Action<OpenIdConnectOptions>? configure = null)
    {
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
        return builder.AddRemoteScheme<OpenIdConnectOptions, BrowserBoundHandler>(scheme, displayName: null, configure);
    }

    /// <summary>Binds sign-ins to the browser. Call it before setting events.</summary>
    /// <param name="cookie">The prefix of its cookie names.</param>
    public static void BindToBrowser(this OpenIdConnectOptions options, string cookie)
    {
        options.CorrelationCookie = new HostCookie(cookie) { MaxAge = options.RemoteAuthenticationTimeout };
        options.Events = new BrowserBoundEvents();
        options.ProtocolValidator = new ProtocolRules { RequireStateValidation = false, RequireNonce = false };
    }

    /// <summary>The rules of the protocol but for the nonce, which <see cref="BrowserBoundEvents"/> has checked by then.</summary>
    private sealed class ProtocolRules : OpenIdConnectProtocolValidator
    {
        protected override void ValidateNonce(OpenIdConnectProtocolValidationContext validationContext)
        {
            // BrowserBoundEvents has checked the nonce; the framework's own check needs a cookie that does not exist here.
        }
    }
}
