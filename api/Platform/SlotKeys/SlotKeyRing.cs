using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;

namespace IdBellen.Api.SlotKeys;

/// <summary>
/// The slot keys of one municipality, as this replica knows them. Each is remembered until its deadline, so that one that the database loses in a
/// crash can be put back. Open no connection while you hold one and may have to wait here: at the beginning of a slot everybody needs the new key.
/// </summary>
[SuppressMessage("Reliability", "CA2213", Justification = "Somebody may still wait for a semaphore, and without a wait handle it holds nothing.")]
public sealed class SlotKeyRing(string tenantUid, TenantDatabase database, RetentionLines lines, TimeProvider time) : IDisposable
{
    /// <summary>How long replicas have to put back a key that the database lost, before another one is made for the same slot.</summary>
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

    /// <summary>Whether the database has keys past their deadline, as far as this replica knows.</summary>
    public bool IsDue => Volatile.Read(ref due) != 0;

    public bool IsEmpty => remembered.IsEmpty;

    /// <summary>True when the municipality is gone.</summary>
    public bool IsClosed => isClosed;

    // What deadlines are compared with.
    private DateTimeOffset ErasingAt => lines.KeyErasure ? time.GetUtcNow() : DateTimeOffset.MinValue;

    private SlotKeyWrap Wrap => wrap ?? throw new InvalidOperationException("The ring has no key yet.");

    /// <summary>New keys are stored under this one from now on.</summary>
    public void Use(TenantKey key) => wrap = new SlotKeyWrap(key);

    /// <summary>The key for what is stored now.</summary>
    /// <param name="retention">How long it may live.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<SlotKey> CurrentAsync(TimeSpan retention, CancellationToken cancellationToken) =>
        ForAsync(RetentionSlot.ExpiryOf(time.GetUtcNow(), retention), cancellationToken);

    /// <summary>The key for data that is erased at this moment.</summary>
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
                    Wrap, tenantUid, expiresAt, time.GetElapsedTime(began) >= Patience, made => Remember(made), ErasingAt, cancellationToken);
                if (key is not null) return Remember(key);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        finally
        {
            obtaining.Release();
        }
    }

    /// <summary>The key that a row names, if this replica knows it and its deadline has not come.</summary>
    public SlotKey? Find(string keyId) => remembered.TryGetValue(keyId, out var key) && key.ExpiresAt > ErasingAt ? key : null;

    /// <summary>
    /// The key that a row names; null when it is gone: what it sealed is gone with it. Waits for a moment for one that the database has just lost.
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

    /// <summary>Nobody has had the key for so long that it won't come back.</summary>
    public bool IsLost(string keyId) => missed.TryGetValue(keyId, out var miss) && time.GetUtcNow() - miss.First >= LostAfter;

    /// <summary>So that <see cref="Find"/> knows these keys, if anybody does.</summary>
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

    /// <summary>Learns the keys that others made, and puts back those that the database lost.</summary>
    /// <returns>How many it had lost.</returns>
    public async Task<int> TendAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        var living = Living();
        if (living.Count == 0 || (await store.MissingAsync(living, cancellationToken)).Count == 0) return 0;
        return await store.RestoreAsync(Wrap, living, time, cancellationToken);
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

    /// <summary>Whether it was due; the caller now sees to it.</summary>
    public bool TakeDue() => Interlocked.Exchange(ref due, 0) != 0;

    /// <summary>Empties the tables of keys whose deadline has come.</summary>
    /// <returns>False when it must be tried again.</returns>
    public Task<bool> EmptyAsync(CancellationToken cancellationToken) => store.EmptyAsync(ErasingAt, cancellationToken);

    /// <summary>The municipality is gone: all keys are overwritten.</summary>
    public void Dispose()
    {
        isClosed = true;
        foreach (var key in remembered.Values) key.Dispose();
        remembered.Clear();
    }

    private bool HasJustBeenMissed(string id) => missed.TryGetValue(id, out var miss) && miss.Last + MissRemembered > time.GetUtcNow();

    private List<SlotKey> Living() => [.. remembered.Values.Where(key => key.ExpiresAt > time.GetUtcNow())];

    private SlotKey? With(DateTimeOffset expiresAt) => remembered.Values.FirstOrDefault(key => key.ExpiresAt == expiresAt);

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var known = remembered.Values.Select(key => key.Value).ToList();
            foreach (var key in await store.ReadAsync(Wrap, known, ErasingAt, cancellationToken)) Remember(key);
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
