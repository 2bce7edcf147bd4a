using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace IdBellen.Api.Identity.SignIn.Schemes;

internal static class SchemeNames
{
    /// <summary>The cookie of a signed-in agent or admin.</summary>
    public const string Person = "person";

    /// <summary>OpenID Connect with the tenant's provider.</summary>
    public const string OpenIdConnect = OpenIdConnectDefaults.AuthenticationScheme;
}

/// <summary>The claims in a person's cookie. Identity and rights are read from the session at each request.</summary>
internal static class PersonClaims
{
    /// <summary>The key of the session.</summary>
    public const string Session = "session";

    /// <summary>The UID of the tenant that the ticket is for.</summary>
    public const string Tenant = "tenant";
}
