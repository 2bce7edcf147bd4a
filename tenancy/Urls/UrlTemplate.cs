using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using IdBellen.Tenancy.Texts;

namespace IdBellen.Tenancy.Urls;

/// <summary>
/// A link into a municipality's own system, with attributes in braces:
/// <c>https://zaken.example.nl/zoek?bsn={pbdf.gemeente.personalData.bsn}</c>. Always https; attributes are allowed
/// in the path and the query only, so that a disclosed value cannot change the host. Values are percent-encoded.
/// </summary>
public sealed partial class UrlTemplate
{
    private readonly IReadOnlyList<Part> parts;

    private UrlTemplate(IReadOnlyList<Part> parts)
    {
        this.parts = parts;
        Attributes = [.. parts.Select(part => part.Attribute).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The attribute identifiers between braces, in order of first appearance.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>Parses a template, or returns a message that says what to change.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out UrlTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        template = null;
        problem = Problem(text);
        if (problem is not null) return false;
        template = new UrlTemplate(PartsOf(text));
        return true;
    }

    /// <summary>
    /// The address with the values filled in; null when a value is missing or empty, contains invisible characters
    /// (<see cref="HiddenCharacters"/>), or would make a dot segment in the path.
    /// </summary>
    public Uri? Expand(IReadOnlyDictionary<string, string> values)
    {
        if (Attributes.Any(attribute => !values.TryGetValue(attribute, out var value) || value.Length == 0
            || HiddenCharacters.Contains(value)))
            return null;
        var address = string.Concat(
            parts.Select(part => part.Attribute is { } attribute ? Uri.EscapeDataString(values[attribute]) : part.Text));
        // Browsers resolve path segments of dots, so the address would lead elsewhere.
        var path = address.AsSpan()[..(address.IndexOf('?', StringComparison.Ordinal) is var query and >= 0 ? query : address.Length)];
        foreach (var segment in path.Split('/'))
        {
            if (path[segment] is "." or "..") return null;
        }
        return new Uri(address, UriKind.Absolute);
    }

    private static List<Part> PartsOf(string text)
    {
        var (parts, end) = (new List<Part>(), 0);
        foreach (Match match in Placeholder().Matches(text))
        {
            parts.Add(new Part(text[end..match.Index], null));
            parts.Add(new Part("", match.Groups["id"].Value));
            end = match.Index + match.Length;
        }
        parts.Add(new Part(text[end..], null));
        return parts;
    }

    private static string? Problem(string text)
    {
        if (!text.StartsWith("https://", StringComparison.Ordinal)) return "must start with https://";
        var rest = text["https://".Length..];
        var authority = rest[..(rest.IndexOfAny(['/', '?', '#']) is var end and >= 0 ? end : rest.Length)];
        if (!Authority().IsMatch(authority))
            return "must have a fixed host; attributes are allowed in the path and the query only";
        if (rest.Contains('#', StringComparison.Ordinal) && Placeholder().IsMatch(rest[rest.IndexOf('#', StringComparison.Ordinal)..]))
            return "must not have an attribute in the fragment";
        var bare = Placeholder().Replace(text, "x");
        if (bare.IndexOfAny(['{', '}']) >= 0)
            return "must have braces only around an attribute identifier, such as {pbdf.gemeente.personalData.bsn}";
        if (!Uri.TryCreate(bare, UriKind.Absolute, out var uri) || !uri.IsWellFormedOriginalString() || uri.UserInfo.Length > 0)
            return "must be a well-formed URL; check the port and the percent-encoding";
        return null;
    }

    // ASCII letters only, because other letters can make a foreign host look like the municipality's own.
    [GeneratedRegex(@"^[A-Za-z0-9.-]+(:[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Authority();

    private sealed record Part(string Text, string? Attribute);

    [GeneratedRegex(@"\{(?<id>[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){3})\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
