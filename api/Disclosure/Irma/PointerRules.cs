using System.Text.RegularExpressions;
using IdBellen.Api.Platform.Tenants;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// Checks that a session pointer, which citizens get as a QR code or a link, refers to a session at the municipality's IRMA server. The
/// pointer comes from that server, which may be misconfigured or malicious.
/// </summary>
internal static partial class PointerRules
{
    private const int MaxLength = 512;

    /// <returns>The session with the pointer as the app must get it; null when it is none that we hand out.</returns>
    public static SessionStarted? Apply(SessionStarted started, IrmaServer server)
    {
        if (started.SessionPointer is not { Irmaqr: "disclosing", U: { Length: <= MaxLength } address } pointer || started.Token is null)
            return null;
        if (!Token().IsMatch(started.Token) || !Uri.TryCreate(address, UriKind.Absolute, out var u)
            || !Token().IsMatch(ClientTokenOf(pointer)))
            return null;
        // irmago's URL is --url, "/irma/session/" and the client token, so behind a gateway only the part before the path differs.
        if (server.ExternalUrl is { } external)
            return started with
            {
                SessionPointer = pointer with { U = $"{external.AbsoluteUri.TrimEnd('/')}/irma/session/{ClientTokenOf(pointer)}" }
            };
        if (u.UserInfo.Length > 0 || u.Query.Length > 0 || u.Fragment.Length > 0) return null;
        // Allow http only if our own connection to the server uses it too, on a developer's machine.
        if (u.Scheme != Uri.UriSchemeHttps && !(u.Scheme == Uri.UriSchemeHttp && server.Url.Scheme == Uri.UriSchemeHttp)) return null;
        return server.Host is null || string.Equals(u.Authority, server.Host, StringComparison.OrdinalIgnoreCase) ? started : null;
    }

    /// <summary>The key of the session in the protocol of apps and front ends: the end of the address.</summary>
    public static string ClientTokenOf(SessionPointer pointer) => pointer.U[(pointer.U.LastIndexOf('/') + 1)..];

    // irmago's have 20 letters and digits.
    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,128}\z", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
