namespace IdBellen.Api.SignIn.RelyingParty;

/// <summary>The tenant's OpenID provider does not answer, not in time, or not as the provider that it should be.</summary>
public sealed class ProviderUnavailableException(Exception? cause = null) : Exception("The OpenID provider is not available.", cause);
