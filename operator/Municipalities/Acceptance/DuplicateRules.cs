using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities;

/// <summary>Hosts and telephone numbers belong to one municipality each. Of several that claim one, the oldest resource keeps it.</summary>
public sealed class DuplicateRules(MunicipalityCache cache, IOptions<HostingOptions> hosting)
{
    public IEnumerable<RuleViolation> Check(Municipality municipality)
    {
        foreach (var older in cache.All.Where(other => IsOlder(other, municipality)))
        {
            foreach (var host in hosting.Value.HostsOf(municipality).Intersect(hosting.Value.HostsOf(older), StringComparer.OrdinalIgnoreCase))
                yield return new("HostDuplicate", "spec.hosts", $"{host} already belongs to {older.Metadata.Name}; choose another.");
            if (municipality.Spec.PhoneNumber == older.Spec.PhoneNumber)
                yield return new("PhoneNumberDuplicate", "spec.phoneNumber", $"the number already belongs to {older.Metadata.Name}; choose another.");
        }
    }

    /// <summary>The names of the others that claim something this one has: they gain by its change or end.</summary>
    public IEnumerable<string> Rivals(Municipality municipality) =>
        cache.All.Where(other => other.Uid != municipality.Uid && Clash(municipality, other)).Select(other => other.Metadata.Name);

    private bool Clash(Municipality one, Municipality other) =>
        one.Spec.PhoneNumber == other.Spec.PhoneNumber
        || hosting.Value.HostsOf(one).Intersect(hosting.Value.HostsOf(other), StringComparer.OrdinalIgnoreCase).Any();

    private static bool IsOlder(Municipality other, Municipality municipality) =>
        other.Uid != municipality.Uid && Age(other).CompareTo(Age(municipality)) < 0;

    // The API server's times have whole seconds; the UID decides between equals, always in the same way.
    private static (DateTime, string) Age(Municipality municipality) => (municipality.Metadata.CreationTimestamp ?? DateTime.MaxValue, municipality.Uid);
}
