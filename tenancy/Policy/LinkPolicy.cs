using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Urls;

namespace IdBellen.Tenancy.Policy;

/// <summary>A link into the municipality's own systems.</summary>
public sealed class LinkPolicy
{
    private const int KeyLength = 16;

    private readonly FrozenSet<string>? purposes;

    /// <exception cref="FormatException">The address is not a valid template.</exception>
    public LinkPolicy(UrlTemplateSpec spec)
    {
        Template = UrlTemplate.TryParse(spec.Url, out var template, out var problem)
            ? template
            : throw new FormatException($"{spec.Url} {problem}.");
        Label = spec.Label;
        // Not the index in the list, because the resource may change while an agent has the page open.
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{spec.Label.Nl}\n{spec.Url}")))[..KeyLength];
        purposes = spec.Purposes is { Count: > 0 } only ? only.ToFrozenSet(StringComparer.Ordinal) : null;
    }

    /// <summary>Says which link, and nothing of the caller.</summary>
    public string Key { get; }

    public TranslationSpec Label { get; }

    public UrlTemplate Template { get; }

    /// <param name="purpose">The purpose of a call, or null.</param>
    public bool IsFor(string? purpose) => purposes is null || (purpose is not null && purposes.Contains(purpose));
}
