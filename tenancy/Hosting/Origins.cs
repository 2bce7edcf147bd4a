using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Hosting;

/// <summary>The hosts and origins of a municipality. Each has its own origin, so that browsers isolate them.</summary>
public static class Origins
{
    /// <summary>Host names as <see cref="HostName"/> spells them, the canonical one first.</summary>
    public static IReadOnlyList<string> HostsOf(this HostingOptions hosting, Municipality municipality) =>
        municipality.Spec.Hosts is { Count: > 0 } hosts
            ? [.. hosts.Select(HostName.Canonical)]
            : [HostName.Canonical($"{municipality.Metadata.Name}.{hosting.BaseDomain}")];

    /// <summary>The canonical origin, without a trailing slash.</summary>
    public static string OriginOf(this HostingOptions hosting, Municipality municipality) =>
        hosting.OriginOf(hosting.HostsOf(municipality)[0]);

    /// <summary>The origin of a host, without a trailing slash.</summary>
    public static string OriginOf(this HostingOptions hosting, string host) =>
        hosting.Port is { } port ? $"{hosting.Scheme}://{host}:{port}" : $"{hosting.Scheme}://{host}";
}
