using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using IdBellen.Api.Platform.Connections;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.Time;

namespace IdBellen.Api.Platform.SlotKeys;

/// <summary>
/// The slot keys of one municipality in this replica. Each is kept until its deadline, so that it can be restored if the database
/// loses it in a crash. Do not wait here while holding a connection: at the beginning of a slot all requests need the new key.
/// </summary>
[SuppressMessage("Reliability", "CA2213",
    Justification = "Somebody may still wait for a semaphore, and without a wait handle it holds nothing.")]
internal sealed class SlotKeyRing(string tenantUid, TenantPool database, RetentionSwitches lines, TimeProvider time) : IDisposable
{
    /// <summary>The time for replicas to restore a key that the database lost, before a new one is created for the same slot.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MissRemembered = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FindPatience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, SlotKey> remembered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Miss> missed = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim obtaining = new(1);
    private readonly SemaphoreSlim reading = new(1);
    private readonly SlotKeyStore store = new(database);
    private volatile SlotKeyWrap? wrap;
    private volatile bool isClosed;
    private int due;

    /// <summary>Whether the database may contain expired keys.</summary>
    public bool IsDue => Volatile.Read(ref due) != 0;

    public bool IsEmpty => remembered.IsEmpty;

    /// <summary>Whether the municipality was deleted.</summary>
    public bool IsClosed => isClosed;

    // What deadlines are compared with.
    private DateTimeOffset ErasingAt => lines.KeyErasure ? time.GetUtcNow() : DateTimeOffset.MinValue;

    private SlotKeyWrap Wrap => wrap ?? throw new InvalidOperationException("The ring has no key yet.");

    /// <summary>New keys are stored under this one from now on.</summary>
    public void Use(TenantKey key) => wrap = new SlotKeyWrap(key);

    /// <summary>The key for what is stored now.</summary>
    /// <param name="retention">The retention period of the data.</param>
    public ValueTask<SlotKey> CurrentAsync(TimeSpan retention, CancellationToken cancellationToken) =>
        ForAsync(RetentionSlot.ExpiryOf(time.GetUtcNow(), retention), cancellationToken);

    /// <summary>The key for data that is about to be erased.</summary>
    public async ValueTask<SlotKey> ForAsync(DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (With(expiresAt) is { } known) return known;
        await obtaining.WaitAsync(cancellationToken);
        try
        {
            var began = time.GetTimestamp();
            while (true)
            {
                if (With(expiresAt) is { } found) return found;
                var key = await store.ObtainAsync(
                    Wrap, tenantUid, expiresAt, time.GetElapsedTime(began) >= Patience, made => Remember(made), ErasingAt,
                    cancellationToken);
                if (key is not null) return Remember(key);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        finally
        {
            obtaining.Release();
        }
    }

    /// <summary>The keys that this replica has and whose deadline has not come.</summary>
    public IReadOnlyList<SlotKey> Living() => [.. remembered.Values.Where(key => key.ExpiresAt > time.GetUtcNow())];

    /// <summary>Returns the key of a row, or null if this replica does not have it or it has expired.</summary>
    public SlotKey? Find(string keyId) => remembered.TryGetValue(keyId, out var key) && key.ExpiresAt > ErasingAt ? key : null;

    /// <summary>
    /// The key of a row; null when it was destroyed, and with it the data that it sealed. Waits briefly for a key that the database has
    /// just lost.
    /// </summary>
    public async ValueTask<SlotKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            await LearnAsync([keyId], cancellationToken);
            if (Find(keyId) is { } key) return key;
            if (IsLost(keyId) || time.GetElapsedTime(began) >= FindPatience) return null;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>The time after which a missing key counts as lost.</summary>
    public bool IsLost(string keyId) => missed.TryGetValue(keyId, out var miss) && time.GetUtcNow() - miss.First >= LostAfter;

    /// <summary>Loads these keys if possible, so that <see cref="Find"/> returns them.</summary>
    public async ValueTask LearnAsync(IReadOnlyCollection<string> keyIds, CancellationToken cancellationToken)
    {
        if (keyIds.All(id => Find(id) is not null || HasJustBeenMissed(id))) return;
        await ReadAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var id in keyIds)
        {
            if (Find(id) is not null) missed.TryRemove(id, out _);
            else missed.AddOrUpdate(id, new Miss(now, now), (_, miss) => miss with { Last = now });
        }
    }

    /// <summary>Loads keys of other replicas, and restores keys that the database lost.</summary>
    /// <returns>The number of restored keys.</returns>
    public async Task<int> TendAsync(CancellationToken cancellationToken)
    {
        var known = Living();
        var stored = await ReadAsync(cancellationToken);
        if (known.All(key => stored.Contains(key.Value))) return 0;
        return await store.RestoreAsync(Wrap, Living(), time, cancellationToken);
    }

    /// <summary>Overwrites the keys whose deadline has come.</summary>
    public void Forget()
    {
        var now = time.GetUtcNow();
        var deadline = ErasingAt;
        foreach (var (id, key) in remembered.Where(one => one.Value.ExpiresAt <= deadline))
        {
            if (remembered.TryRemove(id, out _)) MarkDue();
            key.Dispose();
        }
        foreach (var stale in missed.Where(one => one.Value.Last + LostAfter <= now)) missed.TryRemove(stale);
    }

    public void MarkDue() => Interlocked.Exchange(ref due, 1);

    /// <summary>Returns whether emptying was due, and resets the mark; the caller then empties the slots.</summary>
    public bool TakeDue() => Interlocked.Exchange(ref due, 0) != 0;

    /// <summary>Empties the tables of keys whose deadline has come.</summary>
    /// <returns>False when it must be tried again.</returns>
    public Task<bool> EmptyAsync(CancellationToken cancellationToken) => store.EmptyAsync(ErasingAt, cancellationToken);

    /// <summary>Overwrites all keys after the municipality was deleted.</summary>
    public void Dispose()
    {
        isClosed = true;
        foreach (var key in remembered.Values) key.Dispose();
        remembered.Clear();
    }

    private bool HasJustBeenMissed(string id) => missed.TryGetValue(id, out var miss) && time.IsFresh(miss.Last, MissRemembered);

    private SlotKey? With(DateTimeOffset expiresAt) => remembered.Values.FirstOrDefault(key => key.ExpiresAt == expiresAt);

    /// <returns>The unexpired keys that the database has.</returns>
    private async Task<IReadOnlySet<Guid>> ReadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var known = remembered.Values.Select(key => key.Value).ToList();
            var stored = await store.ReadAsync(Wrap, known, ErasingAt, cancellationToken);
            foreach (var key in stored.Unknown) Remember(key);
            return stored.Ids;
        }
        finally
        {
            reading.Release();
        }
    }

    // One copy of each: who comes second uses the first one's.
    private SlotKey Remember(SlotKey key)
    {
        var kept = remembered.GetOrAdd(key.Id, key);
        if (kept != key) key.Dispose();
        if (isClosed) kept.Dispose();
        return kept;
    }

    private sealed record Miss(DateTimeOffset First, DateTimeOffset Last);
}
