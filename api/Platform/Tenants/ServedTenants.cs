using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.SlotKeys;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;
using k8s.Models;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>
/// The municipalities that this replica serves, by host and by UID. A resource determines that a municipality exists; its settings come
/// from the specification that the operator accepted, whole, and never from the resource or its status. Changes come one at a time from the
/// watchers; readers never wait.
/// </summary>
internal sealed partial class ServedTenants(
    TenantAssembly assembly, TenantDataSources dataSources, SlotKeyRings rings, HostingOptions hosting, ILogger<ServedTenants> logger)
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, Municipality> resources = new(StringComparer.Ordinal);
    private readonly LabelledSecrets secrets = new();
    private readonly Dictionary<string, AcceptedSpecification> accepted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tenant> tenants = new(StringComparer.Ordinal);
    private volatile FrozenDictionary<string, Tenant> byHost = FrozenDictionary<string, Tenant>.Empty;
    private volatile FrozenDictionary<string, Tenant> byUid = FrozenDictionary<string, Tenant>.Empty;
    private int syncsMissing = 3;
    private volatile bool hasSynced;

    /// <summary>
    /// False until resources, Secrets and accepted specifications have been listed once: an unknown host may be known in a moment.
    /// </summary>
    public bool HasSynced => hasSynced;

    /// <summary>The UIDs of the municipalities served now.</summary>
    public IEnumerable<string> Uids => byUid.Keys;

    public bool TryFindByHost(string host, [NotNullWhen(true)] out Tenant? tenant) =>
        byHost.TryGetValue(host.ToLowerInvariant(), out tenant);

    public bool TryFindByUid(string uid, [NotNullWhen(true)] out Tenant? tenant) => byUid.TryGetValue(uid, out tenant);

    public void Upsert(Municipality municipality)
    {
        lock (changing)
        {
            resources[municipality.Metadata.Name] = municipality;
            Update(municipality.Metadata.Name);
        }
    }

    public void Remove(Municipality municipality)
    {
        lock (changing)
        {
            resources.Remove(municipality.Metadata.Name);
            Update(municipality.Metadata.Name);
        }
    }

    public void Upsert(V1Secret secret) => Change(() => secrets.Put(secret));

    public void Remove(V1Secret secret) => Change(() => secrets.Remove(secret));

    /// <summary>
    /// The specifications in force, as they were at one moment. All at once: a host that one gave up may be another's now.
    /// </summary>
    /// <param name="present">The UIDs of all municipalities that have one.</param>
    /// <param name="changed">The new and changed municipalities.</param>
    public void Accept(IReadOnlySet<string> present, IReadOnlyCollection<AcceptedSpecification> changed)
    {
        lock (changing)
        {
            foreach (var specification in changed) accepted[specification.Uid] = specification;
            // Stop serving a municipality as soon as its resource is deleted.
            foreach (var gone in accepted.Keys.Where(uid => !present.Contains(uid) && !byUid.ContainsKey(uid)).ToList())
                accepted.Remove(gone);
            if (changed.Count == 0) return;
            var uids = changed.Select(specification => specification.Uid).ToHashSet(StringComparer.Ordinal);
            Update([.. resources.Values.Where(resource => uids.Contains(resource.Uid)).Select(resource => resource.Metadata.Name)]);
        }
    }

    /// <summary>One of the three first lists is complete. With the third everything is put together at once, not piece by piece.</summary>
    public void Synced()
    {
        lock (changing)
        {
            if (--syncsMissing > 0) return;
            foreach (var name in resources.Keys) Reassemble(name);
            Publish();
            dataSources.Complete();
            hasSynced = true;
        }
    }

    private void Change(Func<IEnumerable<string>> change)
    {
        lock (changing) Update([.. change()]);
    }

    private void Update(params IReadOnlyCollection<string> names)
    {
        if (!hasSynced) return;
        foreach (var name in names) Reassemble(name);
        Publish();
    }

    private void Reassemble(string name)
    {
        var served = tenants.GetValueOrDefault(name);
        if (!resources.TryGetValue(name, out var municipality) || municipality.IsBeingDeleted
            || municipality.Uid != (served?.Uid ?? municipality.Uid))
        {
            if (tenants.Remove(name)) LogGone(logger, name);
            served = null;
        }
        if (municipality is not { IsBeingDeleted: false }) return;
        // An unusable resource changes nothing, because an invalid edit must not stop a working municipality. But its credentials are
        // used anyway, because the operator locks the older ones.
        var all = secrets.Of(name);
        var inForce = accepted.TryGetValue(municipality.Uid, out var specification)
            ? municipality with { Spec = specification.Spec } : null;
        var isUsable = inForce is not null && AcceptanceRules.Check(inForce, hosting, all.GetValueOrDefault).Count == 0;
        if ((served is null && !isUsable) || assembly.Credentials(municipality, all) is not { } credentials) return;
        var database = dataSources.Use(municipality.Uid, credentials);
        if (isUsable && assembly.Assemble(inForce!, all, database) is { } tenant)
        {
            tenants[name] = tenant;
            if (served is null) LogServed(logger, name);
        }
    }

    private void Publish()
    {
        var hosts = new Dictionary<string, Tenant>(StringComparer.Ordinal);
        // Accepted specifications share no host. One that could not be put together yet may have given a host up, which another has now.
        foreach (var tenant in tenants.Values)
        {
            var own = hosting.HostsOf(resources[tenant.Name] with { Spec = accepted[tenant.Uid].Spec });
            foreach (var host in tenant.Hosts.Intersect(own, StringComparer.Ordinal)) hosts.TryAdd(host, tenant);
        }
        byHost = hosts.ToFrozenDictionary(StringComparer.Ordinal);
        byUid = tenants.Values.ToFrozenDictionary(tenant => tenant.Uid, StringComparer.Ordinal);
        var served = byUid.Keys.ToHashSet(StringComparer.Ordinal);
        dataSources.KeepOnly(served);
        rings.KeepOnly(served);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving municipality {Municipality}")]
    private static partial void LogServed(ILogger logger, string municipality);

    [LoggerMessage(Level = LogLevel.Information, Message = "No longer serving municipality {Municipality}")]
    private static partial void LogGone(ILogger logger, string municipality);
}
