using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace IdBellen.Api.Identity.SignIn.RelyingParty;

/// <summary>
/// Checks that a response with an <c>iss</c> parameter comes from the expected provider (RFC 9207 section 2.4, against mix-up attacks).
/// </summary>
internal static class IssuerOfAnswer
{
    public static async Task CheckAsync(MessageReceivedContext context)
    {
        var provider = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (context.ProtocolMessage.Iss is { } issuer ? issuer != provider.Issuer : provider.AuthorizationResponseIssParameterSupported)
            context.Fail("The answer is of another provider than the one that was asked.");
    }
}
