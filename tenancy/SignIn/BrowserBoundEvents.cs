using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;

namespace IdBellen.Tenancy.SignIn;

/// <summary>
/// The nonce is a hash of the secret in the browser's cookie (OpenID Connect Core 1.0 section 15.5.2), so it needs no cookie of its own. An
/// ID token with another nonce, or none, is refused before any other processing.
/// </summary>
internal sealed class BrowserBoundEvents : OpenIdConnectEvents
{
    internal const string Nonce = ".nonce";

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.Nonce = context.Properties.Items[Nonce];
        return base.RedirectToIdentityProvider(context);
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        string? expected = null;
        context.Properties?.Items.Remove(Nonce, out expected);
        if (expected is not null && context.SecurityToken is JwtSecurityToken token && token.Payload.Nonce == expected)
            return base.TokenValidated(context);
        context.Fail("The ID token is not for the sign-in that this browser began.");
        return Task.CompletedTask;
    }

    internal static string NonceOf(string secret) => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
