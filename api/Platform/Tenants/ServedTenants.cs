using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using IdBellen.Api.SlotKeys;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;
using k8s.Models;

namespace IdBellen.Api.Tenants;

/// <summary>
/// The municipalities that this replica serves, by host and by UID. Changes come one at a time from the watchers; readers never wait.
/// </summary>
public sealed partial class TenantRegistry(TenantAssembly assembly, TenantDataSources dataSources, SlotKeyRings rings, ILogger<TenantRegistry> logger)
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, Municipality> resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, V1Secret>> secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tenant> tenants = new(StringComparer.Ordinal);
    private volatile FrozenDictionary<string, Tenant> byHost = FrozenDictionary<string, Tenant>.Empty;
    private volatile FrozenDictionary<string, Tenant> byUid = FrozenDictionary<string, Tenant>.Empty;
    private int syncsMissing = 2;
    private volatile bool hasSynced;

    /// <summary>False until resources and Secrets have been listed once: an unknown host may be known in a moment.</summary>
    public bool HasSynced => hasSynced;

    /// <summary>The UIDs of those that are served at the moment.</summary>
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

    public void Upsert(V1Secret secret) => Change(secret, all => all[secret.Metadata.Name] = secret);

    public void Remove(V1Secret secret) => Change(secret, all => all.Remove(secret.Metadata.Name));

    /// <summary>One of the two first lists is complete. With the second everything is put together at once, not piece by piece.</summary>
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

    private void Change(V1Secret secret, Action<Dictionary<string, V1Secret>> change)
    {
        if (secret.GetLabel(WellKnown.MunicipalityLabel) is not { } name) return;
        lock (changing)
        {
            if (!secrets.TryGetValue(name, out var all)) secrets[name] = all = new(StringComparer.Ordinal);
            change(all);
            if (all.Count == 0) secrets.Remove(name);
            Update(name);
        }
    }

    private void Update(string name)
    {
        if (!hasSynced) return;
        Reassemble(name);
        Publish();
    }

    private void Reassemble(string name)
    {
        var served = tenants.GetValueOrDefault(name);
        if (!resources.TryGetValue(name, out var municipality) || municipality.IsBeingDeleted || municipality.Uid != (served?.Uid ?? municipality.Uid))
        {
            if (tenants.Remove(name)) LogGone(logger, name);
            served = null;
        }
        if (municipality is not { IsBeingDeleted: false }) return;
        // What can't be used (yet) changes nothing: a wrong edit must not stop a municipality that works. But its credentials are
        // followed all the same, for the operator locks the older ones.
        var isUsable = IsUsable(municipality);
        var all = secrets.GetValueOrDefault(name) ?? [];
        if ((served is null && !isUsable) || assembly.Credentials(municipality, all) is not { } credentials) return;
        var database = dataSources.Use(municipality.Uid, credentials);
        if (isUsable && assembly.Assemble(municipality, all, database) is { } tenant)
        {
            tenants[name] = tenant;
            if (served is null) LogServed(logger, name);
        }
    }

    private static bool IsUsable(Municipality municipality) =>
        municipality.Status?.Condition(ConditionTypes.SchemaReady) is { Status: "True" } && SpecRules.Check(municipality).Count == 0;

    private void Publish()
    {
        var hosts = new Dictionary<string, Tenant>(StringComparer.Ordinal);
        // A host that two resources claim belongs to the older one; the operator tells the other.
        foreach (var tenant in tenants.Values.OrderBy(tenant => tenant.CreatedAt).ThenBy(tenant => tenant.Uid, StringComparer.Ordinal))
        {
            foreach (var host in tenant.Hosts) hosts.TryAdd(host, tenant);
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
