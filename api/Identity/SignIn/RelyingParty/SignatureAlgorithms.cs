using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.SignIn.RelyingParty;

/// <summary>How a provider may sign (RFC 7518 section 3.1): with a key of its own, never with a secret that others hold too, never not at all.</summary>
public static class SignatureAlgorithms
{
    public static IReadOnlyList<string> Asymmetric { get; } =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];
}
