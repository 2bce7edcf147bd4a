namespace IdBellen.Api.Identity.SignedIn;

/// <summary>A provider's claims about a person who has just signed in.</summary>
/// <param name="AccountId">The account, or an id derived from issuer and subject.</param>
/// <param name="DisplayName">As colleagues see it.</param>
/// <param name="Subject">The provider's name for the person (<c>sub</c>).</param>
/// <param name="ProviderSession">The provider's name for its session (<c>sid</c>), if it has one.</param>
/// <param name="IsAgent">The role in the provider's claims; not used for accounts that IdBellen manages.</param>
/// <param name="IdToken">The ID token with these claims.</param>
internal sealed record NewSession(
    Guid AccountId, string DisplayName, string Subject, string? ProviderSession, bool IsAgent, bool IsAdmin, string IdToken);
