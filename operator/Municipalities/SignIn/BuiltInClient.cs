using IdBellen.Tenancy.Resource;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdBellen.Operator.Municipalities.SignIn;

/// <summary>The one client of the built-in provider: the municipality's own pages.</summary>
internal static class BuiltInClient
{
    /// <param name="origin">The municipality's origin, without a trailing slash.</param>
    /// <param name="secret">The client secret.</param>
    public static OpenIddictApplicationDescriptor Describe(string origin, string secret) => new()
    {
        ClientId = WellKnown.SignInClientId,
        ClientSecret = secret,
        ClientType = ClientTypes.Confidential,
        ApplicationType = ApplicationTypes.Web,
        // Our own pages need no consent.
        ConsentType = ConsentTypes.Implicit,
        RedirectUris = { new Uri($"{origin}/sign-in/callback") },
        PostLogoutRedirectUris = { new Uri($"{origin}/signed-out") },
        Permissions =
        {
            Permissions.Endpoints.Authorization,
            Permissions.Endpoints.Token,
            Permissions.Endpoints.EndSession,
            Permissions.GrantTypes.AuthorizationCode,
            Permissions.ResponseTypes.Code,
            Permissions.Scopes.Profile,
            Permissions.Scopes.Email,
            Permissions.Scopes.Roles,
        },
        Requirements = { Requirements.Features.ProofKeyForCodeExchange },
    };

    /// <summary>Compares two descriptions, except for the secret, which is stored as a hash.</summary>
    public static bool Agree(OpenIddictApplicationDescriptor one, OpenIddictApplicationDescriptor other) =>
        one.ClientId == other.ClientId && one.ClientType == other.ClientType && one.ApplicationType == other.ApplicationType
        && one.ConsentType == other.ConsentType && one.RedirectUris.SetEquals(other.RedirectUris)
        && one.PostLogoutRedirectUris.SetEquals(other.PostLogoutRedirectUris) && one.Permissions.SetEquals(other.Permissions)
        && one.Requirements.SetEquals(other.Requirements);
}
