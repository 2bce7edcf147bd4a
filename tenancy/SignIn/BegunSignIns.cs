using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IdBellen.Tenancy.SignIn;

/// <summary>
/// The pending sign-ins of a browser: a cookie for each, so that tabs which start at the same moment do not overwrite each other's; and
/// only for the newest ones, so that abandoned sign-ins do not exceed the header limit (8 kB in nginx).
/// </summary>
/// <param name="context">The browser's request.</param>
/// <param name="cookie">The template of the cookies; its name is their common prefix.</param>
internal sealed class BegunSignIns(HttpContext context, CookieBuilder cookie)
{
    /// <summary>Maximum number per browser.</summary>
    public const int Most = 5;

    // Proxies limit the headers of a response too (nginx: 4 kB); the remaining cookies are deleted by the next response.
    private const int MostForgottenAtOnce = 15;
    private const int SecretBytes = 16;

    /// <summary>Remembers one more, and forgets the oldest beyond <see cref="Most"/>.</summary>
    /// <returns>The secret, which only this browser's cookie and the sealed state contain.</returns>
    public string Begin(DateTimeOffset now)
    {
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));
        foreach (var old in Names().OrderByDescending(BeganAt).Skip(Most - 1).TakeLast(MostForgottenAtOnce)) Forget(old);
        context.Response.Cookies.Append(cookie.Name + secret, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            cookie.Build(context, now));
        return secret;
    }

    /// <summary>Forgets it.</summary>
    /// <returns>False if this browser has not started the sign-in, or has already completed it.</returns>
    public bool Finish(string secret)
    {
        var name = cookie.Name + secret;
        if (!context.Request.Cookies.ContainsKey(name)) return false;
        Forget(name);
        return true;
    }

    private void Forget(string name)
    {
        var gone = cookie.Build(context);
        // Max-Age would take precedence over the Expires that deletes the cookie (RFC 6265bis section 5.5).
        gone.MaxAge = null;
        context.Response.Cookies.Delete(name, gone);
    }

    private IEnumerable<string> Names() =>
        context.Request.Cookies.Keys.Where(name => name.StartsWith(cookie.Name!, StringComparison.Ordinal));

    // A cookie without a valid time is not ours; 0 makes it the first to be deleted.
    private long BeganAt(string name) =>
        long.TryParse(context.Request.Cookies[name], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
}
