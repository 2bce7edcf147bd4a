using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Identity.SignIn.RelyingParty;

/// <summary>
/// The permitted signature algorithms of a provider (RFC 7518 section 3.1): asymmetric ones only, never a shared secret and never
/// <c>none</c>.
/// </summary>
internal static class SignatureAlgorithms
{
    public static IReadOnlyList<string> Asymmetric { get; } =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];
}
