using IdBellen.Api.Platform.Refusals;

namespace IdBellen.Api.Identity.SignIn.RelyingParty;

/// <summary>The tenant's OpenID provider does not answer, not in time, or not as the provider that it should be.</summary>
internal sealed class ProviderUnavailableException(
    Exception? cause = null) : Exception("The OpenID provider is not available.", cause), IRefused
{
    public int Status => StatusCodes.Status503ServiceUnavailable;

    public Refusal Refusal => Refusal.ProviderUnavailable;
}
