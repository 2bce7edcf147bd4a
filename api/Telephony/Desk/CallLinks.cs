using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Attributes;
using IdBellen.Api.Events;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Urls;

namespace IdBellen.Api.Calls;

/// <summary>The links into the municipality's own systems that a call offers: those of its purpose whose attributes are all there.</summary>
public static class CallLinks
{
    private const int KeyLength = 16;

    public static IEnumerable<CallLink> Of(LiveCall call, Tenant tenant)
    {
        var values = call.Attributes.ToDictionary(attribute => attribute.Id, attribute => attribute.Raw, StringComparer.Ordinal);
        foreach (var spec in tenant.Spec.UrlTemplates ?? [])
        {
            if (spec.Purposes is { Count: > 0 } only && (call.Purpose is null || !only.Contains(call.Purpose, StringComparer.Ordinal))) continue;
            if (UrlTemplate.TryParse(spec.Url, out var template, out _) && template.Expand(values) is { } target)
                yield return new CallLink(KeyOf(spec.Url, spec.Label.Nl), new Translation(spec.Label.Nl, spec.Label.En), target);
        }
    }

    // Not the place in the list: the resource may change while an agent looks at the page.
    private static string KeyOf(string url, string label) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{label}\n{url}")))[..KeyLength];
}

/// <param name="Key">Says which link, and nothing of the caller.</param>
/// <param name="Label">As the municipality wrote it.</param>
/// <param name="Target">With the caller's data: for a redirect only.</param>
public sealed record CallLink(string Key, Translation Label, Uri Target);
