using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>Refuses the base domain and other hosts that are reserved for the platform.</summary>
internal static class HostRules
{
    public static IEnumerable<RuleViolation> Check(HostingOptions hosting, Municipality municipality)
    {
        var reserved = hosting.ReservedHosts.Append(hosting.BaseDomain).Select(HostName.Canonical).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, host) in hosting.HostsOf(municipality).Index())
        {
            if (reserved.Contains(host))
                yield return new("HostReserved", municipality.Spec.Hosts is { Count: > 0 } ? $"spec.hosts[{index}]" : "metadata.name",
                    $"{host} is reserved for the platform; choose another.");
        }
    }
}
