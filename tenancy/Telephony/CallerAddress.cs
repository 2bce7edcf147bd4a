namespace IdBellen.Tenancy.Telephony;

/// <summary>
/// The part of a caller's address that is the number: of a SIP header, a <c>sip:</c>, <c>sips:</c> or <c>tel:</c> address (RFC 3261, RFC
/// 3966), or a bare number.
/// </summary>
/// <param name="User">The user part, without parameters and escapes.</param>
/// <param name="Withheld">The reason, if the display name or the host marks the caller as anonymous, regardless of the number.</param>
internal sealed record CallerAddress(string User, UnknownNumber? Withheld)
{
    private const string NoHost = "anonymous.invalid";

    public static CallerAddress Of(string text)
    {
        var (name, address) = Split(First(text));
        var (scheme, rest) = address.Split(':', 2) is [var before, var after] && before.ToLowerInvariant() is "sip" or "sips" or "tel"
            ? (before.ToLowerInvariant(), after)
            : ("", address);
        // Parameters can occur in the user part and after the host.
        var at = rest.LastIndexOf('@');
        var host = at < 0 ? "" : Until(rest[(at + 1)..], ';', '?', ':', '>');
        var parts = (at < 0 ? rest : rest[..at]).Split(';', '?');
        var user = Uri.UnescapeDataString(scheme is "tel" or "" ? parts[0] : Until(parts[0], ':')).Trim();
        var context = parts.Skip(1).Select(part => part.Split('=', 2))
            .FirstOrDefault(part => part is [var key, _] && key.Equals("phone-context", StringComparison.OrdinalIgnoreCase))?[1];
        var isHidden = host.TrimEnd('.').Equals(NoHost, StringComparison.OrdinalIgnoreCase)
            ? UnknownNumber.Withheld : WithheldWords.In(name);
        return new CallerAddress(InContext(user, context), isHidden);
    }

    // RFC 3966: the prefix of a local number.
    private static string InContext(string user, string? context) =>
        context is ['+', ..] && !user.StartsWith('+') ? $"{context}{user.TrimStart('0')}" : user;

    /// <summary>The name and the address of <c>"name" &lt;address&gt;;parameters</c>.</summary>
    private static (string Name, string Address) Split(string text)
    {
        var start = IndexOutsideQuotes(text, '<');
        if (start < 0) return ("", text.Trim());
        var end = text.IndexOf('>', start);
        return (text[..start].Trim().Trim('"').Trim(), text[(start + 1)..(end < 0 ? text.Length : end)].Trim());
    }

    // P-Asserted-Identity, Diversion and History-Info hold several; the first is the nearest.
    private static string First(string text)
    {
        var comma = IndexOutsideQuotes(text, ',');
        return comma < 0 ? text : text[..comma];
    }

    private static int IndexOutsideQuotes(string text, char wanted)
    {
        var (isQuoted, isInside) = (false, false);
        for (var index = 0; index < text.Length; index++)
        {
            if (isQuoted && text[index] == '\\') index++;
            else if (text[index] == '"') isQuoted = !isQuoted;
            else if (!isQuoted && !isInside && text[index] == wanted) return index;
            else if (!isQuoted) isInside = (isInside || text[index] == '<') && text[index] != '>';
        }
        return -1;
    }

    private static string Until(string text, params char[] ends) => text.IndexOfAny(ends) is var end and >= 0 ? text[..end] : text;
}
