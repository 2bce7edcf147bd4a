namespace IdBellen.Api.Identity.SignIn;

/// <summary>The token of an Authorization header (RFC 6750 section 2.1).</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Null when the value is of another scheme, or not there.</summary>
    public static string? Of(string? authorization) =>
        authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? authorization[Scheme.Length..] : null;
}
