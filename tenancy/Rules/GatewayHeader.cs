using System.Text.RegularExpressions;

namespace IdBellen.Tenancy.Rules;

/// <summary>
/// The headers that a gateway may use. Headers for routing, the body, authentication at the IRMA server, proxies or the connection are
/// refused, because they could change the meaning of a request.
/// </summary>
public static partial class GatewayHeader
{
    private static readonly string[] Reserved =
    [
        "Accept", "Authorization", "Connection", "Cookie", "Cookie2", "Date", "Expect", "Forwarded", "From", "Host", "HTTP2-Settings",
        "Keep-Alive",
        "Max-Forwards", "Origin", "Pragma", "Range", "Referer", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "Via",
        "Warning",
        "X-Http-Method", "X-Http-Method-Override", "X-Method-Override", "X-Original-Url", "X-Rewrite-Url", "X-Real-Ip", "X-Host",
    ];

    private static readonly string[] ReservedBeginnings =
        ["Accept-", "Access-Control-", "Cache-", "Content-", "If-", "Proxy-", "Sec-", "X-Forwarded-", "X-Irma-"];

    public static bool IsPermitted(string name) => Name().IsMatch(name)
        && !Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)
        && !ReservedBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>Checks for visible ASCII without spaces at either end, which every server interprets the same way.</summary>
    public static bool IsValue(string value) =>
        value.Length is > 0 and <= 4096 && value.Trim() == value && value.All(letter => letter is >= ' ' and <= '~');

    // Stricter than a token (RFC 9110), to catch typing errors; gateways use no other characters.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,63}\z", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
