using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.SignIn.RelyingParty;

/// <summary>
/// Wants a signature on every ID token. The framework does without one in the code flow, trusting the connection to the token endpoint (OpenID
/// Connect Core section 3.1.3.7, point 6); we don't, so that who gets in between cannot name a person.
/// </summary>
public sealed class SignedTokenHandler : JsonWebTokenHandler
{
    public SignedTokenHandler() => MapInboundClaims = false;

    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var strict = validationParameters.Clone();
        strict.RequireSignedTokens = true;
        return base.ValidateTokenAsync(token, strict);
    }
}
