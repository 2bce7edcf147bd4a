namespace IdBellen.Kubernetes.Controllers;

/// <summary>
/// A work queue of resource keys. A key is queued at most once and never processed concurrently: if added during processing, it is requeued
/// after <see cref="Done"/>. A failed key is requeued with exponential back-off, indefinitely. Keys of changed resources go before those of
/// the initial list.
/// </summary>
public sealed class KeyedWorkQueue(TimeProvider time, BackOff backOff) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim available = new(0);

    // By lane, then by order. A key that changed its lane is queued twice; the second entry is skipped, because the key no longer waits.
    private readonly PriorityQueue<string, (Lane Lane, long Order)> ready = new();
    private readonly Dictionary<string, Lane> waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> working = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Delayed> delayed = new(StringComparer.Ordinal);
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private long order;
    private bool isDisposed;

    private enum Lane
    {
        Urgent,
        Routine,
    }

    /// <summary>The number of keys that are due.</summary>
    public int Depth
    {
        get { lock (gate) return waiting.Count; }
    }

    /// <summary>Adds the key of a changed resource immediately; a later scheduled occurrence of it is dropped.</summary>
    public void Enqueue(string key)
    {
        lock (gate)
        {
            changed.Add(key);
            Enqueue(key, Lane.Urgent);
        }
    }

    /// <summary>Adds the key of a resource without a known change, after all other keys.</summary>
    public void EnqueueRoutine(string key) => Enqueue(key, Lane.Routine);

    /// <summary>Adds a key after a delay; if scheduled more than once, the earliest applies.</summary>
    public void EnqueueAfter(string key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Enqueue(key);
            return;
        }
        lock (gate)
        {
            var due = time.GetUtcNow() + delay;
            if (waiting.ContainsKey(key) || (delayed.TryGetValue(key, out var planned) && planned.Due <= due)) return;
            Cancel(key);
            delayed[key] = new Delayed(due, time.CreateTimer(_ => Enqueue(key, Lane.Urgent), null, delay, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>Adds a key after a back-off that grows with each consecutive failure.</summary>
    public void Retry(string key)
    {
        TimeSpan pause;
        lock (gate)
        {
            failures[key] = failures.GetValueOrDefault(key) + 1;
            pause = backOff.After(failures[key]);
        }
        EnqueueAfter(key, pause);
    }

    /// <summary>Resets the back-off of a key after a success.</summary>
    public void Forget(string key)
    {
        lock (gate) failures.Remove(key);
    }

    /// <summary>The next key to process. The caller must call <see cref="Done"/> afterwards.</summary>
    public async ValueTask<string> DequeueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await available.WaitAsync(cancellationToken);
            lock (gate)
            {
                var key = ready.Dequeue();
                if (working.Contains(key) || !waiting.Remove(key)) continue;
                working.Add(key);
                return key;
            }
        }
    }

    /// <summary>
    /// Whether the key of a change was added since the last call: false when it is processed only because its time has come.
    /// </summary>
    public bool TakeChange(string key)
    {
        lock (gate) return changed.Remove(key);
    }

    public void Done(string key)
    {
        lock (gate)
        {
            working.Remove(key);
            if (waiting.TryGetValue(key, out var lane)) MakeReady(key, lane);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var appointment in delayed.Values) appointment.Timer.Dispose();
            delayed.Clear();
            isDisposed = true;
            available.Dispose();
        }
    }

    private void Enqueue(string key, Lane lane)
    {
        lock (gate)
        {
            Cancel(key);
            if (waiting.TryGetValue(key, out var before) && before <= lane) return;
            waiting[key] = lane;
            if (!working.Contains(key)) MakeReady(key, lane);
        }
    }

    private void MakeReady(string key, Lane lane)
    {
        // An appointment may come just when the process ends.
        if (isDisposed) return;
        ready.Enqueue(key, (lane, order++));
        available.Release();
    }

    private void Cancel(string key)
    {
        if (delayed.Remove(key, out var planned)) planned.Timer.Dispose();
    }

    private sealed record Delayed(DateTimeOffset Due, ITimer Timer);
}
