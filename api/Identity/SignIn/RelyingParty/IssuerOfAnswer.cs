using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace IdBellen.Api.SignIn.RelyingParty;

/// <summary>An answer that says which provider gives it must come from the one that was asked (RFC 9207 section 2.4, against mix-ups).</summary>
public static class IssuerOfAnswer
{
    public static async Task CheckAsync(MessageReceivedContext context)
    {
        var provider = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (context.ProtocolMessage.Iss is { } issuer ? issuer != provider.Issuer : provider.AuthorizationResponseIssParameterSupported)
            context.Fail("The answer is of another provider than the one that was asked.");
    }
}
