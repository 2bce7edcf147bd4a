using System.Collections.Concurrent;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Cache;

/// <summary>All municipalities as last observed by the watch, for checks across municipalities.</summary>
internal sealed class MunicipalityCache
{
    // By name: all resources are in one namespace.
    private readonly ConcurrentDictionary<string, Municipality> municipalities = new(StringComparer.Ordinal);

    // The resource version of the operator's last write, by name.
    private readonly ConcurrentDictionary<string, string> ownWrites = new(StringComparer.Ordinal);

    public IEnumerable<Municipality> All => municipalities.Values;

    /// <summary>True once the initial list is complete.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>The municipality of that name, or null.</summary>
    public Municipality? Find(string name) => municipalities.GetValueOrDefault(name);

    /// <summary>Adds or replaces a municipality.</summary>
    public void Put(Municipality municipality) => municipalities[municipality.Metadata.Name] = municipality;

    public void Remove(Municipality municipality)
    {
        municipalities.TryRemove(municipality.Metadata.Name, out _);
        ownWrites.TryRemove(municipality.Metadata.Name, out _);
    }

    /// <summary>Marks the initial list as complete.</summary>
    public void Synced() => IsSynced = true;

    /// <summary>Records a write of the operator, so that the watch event for it does not requeue the municipality.</summary>
    public void Wrote(Municipality municipality) => ownWrites[municipality.Metadata.Name] = municipality.Metadata.ResourceVersion;

    /// <summary>Returns whether this version of the resource results from the operator's last write.</summary>
    public bool IsOwnWrite(Municipality municipality) =>
        ownWrites.TryGetValue(municipality.Metadata.Name, out var version) && version == municipality.Metadata.ResourceVersion;
}
