using System.Collections.Concurrent;
using System.Collections.Frozen;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.Retention;

namespace IdBellen.Api.Platform.SlotKeys;

/// <summary>The slot keys of the municipalities that this replica serves.</summary>
internal sealed class SlotKeyRings(RetentionSwitches lines, TimeProvider time) : IChangeSubscriber, IDisposable
{
    private readonly ConcurrentDictionary<string, SlotKeyRing> rings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SlotKeyRing, bool> awaited = [];

    public IReadOnlyCollection<SlotKeyRing> All => [.. rings.Values];

    /// <summary>The municipality's keys, stored under this key from now on.</summary>
    public SlotKeyRing Use(TenantKey key, TenantPool database)
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

    /// <summary>The municipalities' databases are on the same server: if it crashed, all keys are lost.</summary>
    public void Reconnected()
    {
        foreach (var ring in rings.Values.Where(ring => !ring.IsEmpty)) Await(ring);
    }

    /// <summary>Schedules maintenance of the ring.</summary>
    public void Await(SlotKeyRing ring) => awaited[ring] = true;

    /// <summary>The rings that need maintenance: rings that may have lost keys, and rings that are new to this replica.</summary>
    public IReadOnlyList<SlotKeyRing> TakeDueForUpkeep()
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
