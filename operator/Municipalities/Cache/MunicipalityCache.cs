using System.Collections.Concurrent;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities;

/// <summary>All municipalities as the watch last told of them, for questions that concern more than one.</summary>
public sealed class MunicipalityCache
{
    private readonly ConcurrentDictionary<string, Municipality> municipalities = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> ownWrites = new(StringComparer.Ordinal);

    public IEnumerable<Municipality> All => municipalities.Values;

    /// <summary>True once the first list has been told completely.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>The municipality as it was seen before, if it was.</summary>
    public Municipality? Put(Municipality municipality)
    {
        var before = municipalities.GetValueOrDefault(municipality.Metadata.Name);
        municipalities[municipality.Metadata.Name] = municipality;
        return before;
    }

    public void Remove(Municipality municipality)
    {
        municipalities.TryRemove(municipality.Metadata.Name, out _);
        ownWrites.TryRemove(municipality.Metadata.Name, out _);
    }

    public void Synced() => IsSynced = true;

    /// <summary>Remembers what we wrote ourselves, which is no news when the watch tells of it.</summary>
    public void Wrote(Municipality municipality) => ownWrites[municipality.Metadata.Name] = municipality.Metadata.ResourceVersion;

    public bool IsOwnWrite(Municipality municipality) =>
        ownWrites.TryGetValue(municipality.Metadata.Name, out var version) && version == municipality.Metadata.ResourceVersion;
}
