using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace IdBellen.Tenancy.Urls;

/// <summary>
/// A link into a municipality's own system, with attributes in braces:
/// <c>https://zaken.example.nl/zoek?bsn={pbdf.gemeente.personalData.bsn}</c>. Always https; an attribute may stand only in the path
/// or the query, so that nothing a citizen discloses can change the host. Values are percent-encoded.
/// </summary>
public sealed partial class UrlTemplate
{
    private readonly string text;

    private UrlTemplate(string text, IReadOnlyList<string> attributes)
    {
        this.text = text;
        Attributes = attributes;
    }

    /// <summary>The attribute identifiers between braces, in order of first appearance.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>The template, or a sentence that says what to change.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out UrlTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        template = null;
        problem = Problem(text);
        if (problem is not null) return false;
        template = new UrlTemplate(text, [.. Placeholder().Matches(text).Select(match => match.Groups["id"].Value).Distinct(StringComparer.Ordinal)]);
        return true;
    }

    /// <summary>The address with the values filled in; null when a value is missing or empty, or would be a dot segment in the path.</summary>
    public Uri? Expand(IReadOnlyDictionary<string, string> values)
    {
        if (Attributes.Any(attribute => !values.TryGetValue(attribute, out var value) || value.Length == 0)) return null;
        // A whole path segment of dots would be resolved away by browsers and lead somewhere else.
        if (Attributes.Any(attribute => values[attribute] is "." or "..")) return null;
        var address = Placeholder().Replace(text, match => Uri.EscapeDataString(values[match.Groups["id"].Value]));
        return new Uri(address, UriKind.Absolute);
    }

    private static string? Problem(string text)
    {
        if (!text.StartsWith("https://", StringComparison.Ordinal)) return "must begin with https://";
        var rest = text["https://".Length..];
        var authority = rest[..(rest.IndexOfAny(['/', '?', '#']) is var end and >= 0 ? end : rest.Length)];
        if (!Authority().IsMatch(authority))
            return "must have a fixed host: an attribute may stand only in the path or the query";
        if (rest.Contains('#', StringComparison.Ordinal) && Placeholder().IsMatch(rest[rest.IndexOf('#', StringComparison.Ordinal)..]))
            return "may not have an attribute in the fragment";
        var bare = Placeholder().Replace(text, "x");
        if (bare.IndexOfAny(['{', '}']) >= 0)
            return "has braces that do not hold an attribute identifier such as {pbdf.gemeente.personalData.bsn}";
        if (!Uri.TryCreate(bare, UriKind.Absolute, out var uri) || !uri.IsWellFormedOriginalString() || uri.UserInfo.Length > 0)
            return "is not a well-formed address; check its port and its percent signs";
        return null;
    }

    // Letters of ASCII only: a host that merely looks like the municipality's own cannot be seen to be another.
    [GeneratedRegex(@"^[A-Za-z0-9.-]+(:[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Authority();

    [GeneratedRegex(@"\{(?<id>[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){3})\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
