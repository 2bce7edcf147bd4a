using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Identity.SignIn.RelyingParty;

/// <summary>
/// Requires a signature on every ID token. In the code flow the framework relies on TLS to the token endpoint instead (OpenID Connect Core
/// section 3.1.3.7, point 6); this handler does not, so that an attacker in between cannot impersonate a person.
/// </summary>
internal sealed class SignedTokenHandler : JsonWebTokenHandler
{
    public SignedTokenHandler() => MapInboundClaims = false;

    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var strict = validationParameters.Clone();
        strict.RequireSignedTokens = true;
        return base.ValidateTokenAsync(token, strict);
    }
}
