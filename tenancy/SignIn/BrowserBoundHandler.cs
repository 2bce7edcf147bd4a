using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdBellen.Tenancy.SignIn;

/// <summary>
/// OpenID Connect whose answers count at the browser that asked, once and for fifteen minutes. The framework's own handler adds two cookies
/// for each sign-in that is started and deletes none.
/// </summary>
internal sealed class BrowserBoundHandler(
    IOptionsMonitor<OpenIdConnectOptions> options, ILoggerFactory logger, HtmlEncoder html, UrlEncoder url)
    : OpenIdConnectHandler(options, logger, html, url)
{
    private const string Secret = ".browser";
    private const string Began = ".began";

    protected override void GenerateCorrelationId(AuthenticationProperties properties)
    {
        var now = TimeProvider.GetUtcNow();
        var secret = new BegunSignIns(Context, Options.CorrelationCookie).Begin(now);
        properties.Items[Secret] = secret;
        properties.Items[Began] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        properties.Items[BrowserBoundEvents.Nonce] = BrowserBoundEvents.NonceOf(secret);
    }

    protected override bool ValidateCorrelationId(AuthenticationProperties properties)
    {
        if (!properties.Items.Remove(Secret, out var secret) || secret is null) return false;
        properties.Items.Remove(Began, out var began);
        return new BegunSignIns(Context, Options.CorrelationCookie).Finish(secret)
            && long.TryParse(began, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && TimeProvider.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) <= Options.RemoteAuthenticationTimeout;
    }
}
