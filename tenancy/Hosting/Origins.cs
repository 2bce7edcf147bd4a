using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Hosting;

/// <summary>The hosts and origins of a municipality: one origin each, so that browsers wall them off.</summary>
public static class Origins
{
    /// <summary>Host names in lower case, the canonical one first.</summary>
    public static IReadOnlyList<string> HostsOf(this HostingOptions hosting, Municipality municipality) =>
        municipality.Spec.Hosts is { Count: > 0 } hosts
            ? [.. hosts.Select(host => host.ToLowerInvariant())]
            : [$"{municipality.Metadata.Name}.{hosting.BaseDomain}".ToLowerInvariant()];

    /// <summary>The canonical origin, without a trailing slash.</summary>
    public static string OriginOf(this HostingOptions hosting, Municipality municipality) =>
        hosting.OriginOf(hosting.HostsOf(municipality)[0]);

    /// <summary>The origin of a host, without a trailing slash.</summary>
    public static string OriginOf(this HostingOptions hosting, string host) =>
        hosting.Port is { } port ? $"{hosting.Scheme}://{host}:{port}" : $"{hosting.Scheme}://{host}";
}
