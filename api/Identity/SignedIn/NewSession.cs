namespace IdBellen.Api.SignIn.Sessions;

/// <summary>What a provider says of a person who has just signed in.</summary>
/// <param name="AccountId">The account, or an id derived from issuer and subject.</param>
/// <param name="DisplayName">As colleagues see it.</param>
/// <param name="Subject">The provider's name for the person (<c>sub</c>).</param>
/// <param name="ProviderSession">The provider's name for its session (<c>sid</c>), if it has one.</param>
/// <param name="IsAgent">As the provider's claims say; not looked at for accounts kept here.</param>
/// <param name="IsAdmin">Likewise.</param>
/// <param name="IdToken">The token that says so.</param>
public sealed record NewSession(Guid AccountId, string DisplayName, string Subject, string? ProviderSession, bool IsAgent, bool IsAdmin, string IdToken);
