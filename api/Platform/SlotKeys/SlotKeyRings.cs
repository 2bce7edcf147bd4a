using System.Collections.Concurrent;
using System.Collections.Frozen;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.Retention;

namespace IdBellen.Api.SlotKeys;

/// <summary>The slot keys of the municipalities that this replica serves.</summary>
public sealed class SlotKeyRings(RetentionLines lines, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, SlotKeyRing> rings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SlotKeyRing, bool> awaited = [];

    public IReadOnlyCollection<SlotKeyRing> All => [.. rings.Values];

    /// <summary>The municipality's keys, stored under this key from now on.</summary>
    public SlotKeyRing Use(TenantKey key, TenantDatabase database)
    {
        var ring = rings.GetOrAdd(key.TenantUid, uid =>
        {
            var made = new SlotKeyRing(uid, database, lines, time);
            Await(made);
            return made;
        });
        ring.Use(key);
        return ring;
    }

    /// <summary>The keys of all other municipalities are overwritten.</summary>
    public void KeepOnly(IReadOnlySet<string> tenantUids)
    {
        foreach (var uid in rings.Keys.Where(uid => !tenantUids.Contains(uid)))
        {
            if (!rings.TryRemove(uid, out var ring)) continue;
            awaited.TryRemove(ring, out _);
            ring.Dispose();
        }
    }

    /// <summary>The connection to the server broke: it may have crashed, and lost all keys.</summary>
    public void Doubt()
    {
        foreach (var ring in rings.Values.Where(ring => !ring.IsEmpty)) Await(ring);
    }

    /// <summary>It is to be looked after soon.</summary>
    public void Await(SlotKeyRing ring) => awaited[ring] = true;

    /// <summary>The rings that are to be looked after now: those in doubt, and those that are new to this replica.</summary>
    public IReadOnlyList<SlotKeyRing> TakeAwaited()
    {
        var taken = new List<SlotKeyRing>();
        foreach (var ring in awaited.Keys)
        {
            if (awaited.TryRemove(ring, out _) && !ring.IsClosed) taken.Add(ring);
        }
        return taken;
    }

    public void Dispose() => KeepOnly(FrozenSet<string>.Empty);
}
