using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace IdBellen.Api.SignIn;

public static class SchemeNames
{
    /// <summary>The cookie of a signed-in agent or admin.</summary>
    public const string Person = "person";

    /// <summary>OpenID Connect with the tenant's provider.</summary>
    public const string OpenIdConnect = OpenIdConnectDefaults.AuthenticationScheme;
}

/// <summary>The claims in a person's cookie.</summary>
public static class PersonClaims
{
    public const string Account = "sub";
    public const string Name = "name";
    public const string Role = "role";

    /// <summary>The UID of the tenant that the ticket is for.</summary>
    public const string Tenant = "tenant";
}
