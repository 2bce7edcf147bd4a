namespace IdBellen.Operator.Runtime;

/// <summary>
/// Keys of resources that must be looked at. A key waits at most once, however often it is asked for, and is never worked on twice at
/// once: asked for meanwhile, it comes again after <see cref="Done"/>. A key that failed comes again after a growing, capped pause,
/// for ever. What is asked for because something happened goes before what is only looked at because the process is new.
/// </summary>
public sealed class KeyedWorkQueue(TimeProvider time, BackOff backOff) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim available = new(0);

    // By lane, then by order. A key that changed its lane is there twice; whoever comes upon the second finds it no longer waits.
    private readonly PriorityQueue<string, (Lane Lane, long Order)> ready = new();
    private readonly Dictionary<string, Lane> waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> working = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Delayed> delayed = new(StringComparer.Ordinal);
    private long order;
    private bool isDisposed;

    private enum Lane
    {
        Urgent,
        Routine,
    }

    /// <summary>Keys that wait to be worked on now.</summary>
    public int Depth
    {
        get { lock (gate) return waiting.Count; }
    }

    /// <summary>Asks for a key at once; a later appointment of the same key lapses.</summary>
    public void Enqueue(string key) => Enqueue(key, Lane.Urgent);

    /// <summary>Asks for a key that nothing has happened to, as far as anybody knows; all others go before it.</summary>
    public void EnqueueRoutine(string key) => Enqueue(key, Lane.Routine);

    /// <summary>Asks for a key after a pause; of several appointments the earliest holds.</summary>
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
            delayed[key] = new Delayed(due, time.CreateTimer(_ => Enqueue(key), null, delay, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>The key comes again after a pause that grows with each failure in a row.</summary>
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

    /// <summary>The key succeeded: the next failure is a first one.</summary>
    public void Forget(string key)
    {
        lock (gate) failures.Remove(key);
    }

    /// <summary>The next key to work on; whoever gets it must call <see cref="Done"/>.</summary>
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
