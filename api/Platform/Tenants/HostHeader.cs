using System.Globalization;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>Normalises the <c>Host</c> header: lower case, without the trailing dot of an absolute name (RFC 1034 section 3.1).</summary>
internal static class HostHeader
{
    private const int MaxPort = 65_535;

    /// <param name="given">The header from the client.</param>
    /// <returns>The canonical host, and whether it had a final dot; null if the value is not a host with an optional port.</returns>
    public static (HostString Host, bool IsAbsolute)? Read(HostString given)
    {
        if (!given.HasValue) return null;
        var text = given.Value;
        var colon = text.EndsWith(']') ? -1 : text.LastIndexOf(':');
        var name = colon < 0 ? text : text[..colon];
        int? port = null;
        if (colon >= 0)
        {
            if (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is < 1 or > MaxPort)
                return null;
            port = number;
        }
        var isAbsolute = name is [.., not '.', '.'];
        var spelled = (isAbsolute ? name[..^1] : name).ToLowerInvariant();
        if (!IsName(spelled)) return null;
        return (port is { } present ? new HostString(spelled, present) : new HostString(spelled), isAbsolute);
    }

    // Or an address of IPv6, which no municipality has: it is unknown, not malformed.
    private static bool IsName(string name) =>
        name is ['[', .., ']']
            || (name.Length is > 0 and <= 253 && name.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '.' or '_'));
}
