using IdBellen.Api.Disclosure.Attributes;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// The links of a call into the municipality's own systems: those of its purpose for which all attributes were disclosed.
/// </summary>
internal static class CallLinks
{
    public static IEnumerable<CallLink> Of(LiveCall call, Tenant tenant)
    {
        var values = call.Attributes.ToDictionary(attribute => attribute.Id, attribute => attribute.Raw, StringComparer.Ordinal);
        foreach (var link in tenant.Policy.Links)
        {
            if (link.IsFor(call.Purpose) && link.Template.Expand(values) is { } target)
                yield return new CallLink(link.Key, new Translation(link.Label.Nl, link.Label.En), target);
        }
    }
}

/// <param name="Key">Says which link, and nothing of the caller.</param>
/// <param name="Label">The municipality's label.</param>
/// <param name="Target">The URL with the caller's data. Use it only for a redirect.</param>
internal sealed record CallLink(string Key, Translation Label, Uri Target);
