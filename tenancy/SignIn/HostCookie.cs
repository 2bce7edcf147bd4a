using Microsoft.AspNetCore.Http;

namespace IdBellen.Tenancy.SignIn;

/// <summary>
/// A cookie that only the origin which set it gets back, and no script: the browser enforces it by the prefix (RFC 6265bis section
/// 4.1.3.2), on plain http as well where it trusts the host (localhost).
/// </summary>
public sealed class HostCookie : CookieBuilder
{
    /// <param name="name">Its name after the prefix <c>__Host-</c>.</param>
    public HostCookie(string name)
    {
        Name = $"__Host-{name}";
        Path = "/";
        HttpOnly = true;
        SameSite = SameSiteMode.Lax;
        IsEssential = true;
        // The framework refuses an antiforgery cookie with Always over plain http; Build makes the cookie secure anyway.
        SecurePolicy = CookieSecurePolicy.None;
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var built = base.Build(context, expiresFrom);
        built.Secure = true;
        return built;
    }
}
