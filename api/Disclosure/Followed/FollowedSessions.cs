using System.Diagnostics.CodeAnalysis;

namespace IdBellen.Api.Disclosure.Followed;

/// <summary>The sessions that this replica follows, and when each is due for polling.</summary>
internal sealed class FollowedSessions(TimeProvider time)
{
    /// <summary>The delay between two attempts to notify a server.</summary>
    private static readonly TimeSpan UntoldPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Maximum number of settled sessions kept while the platform database is unavailable. Rows of further ones are taken over and settled
    /// later.
    /// </summary>
    public const int MaxSettled = 10_000;

    private readonly Lock changing = new();
    private readonly Dictionary<Guid, Entry> entries = [];
    private readonly PriorityQueue<Entry, DateTimeOffset> queue = new();
    private readonly HashSet<Guid> settled = [];

    /// <summary>Starts following a session, unless it is already followed.</summary>
    /// <returns>False if it was already followed.</returns>
    public bool Add(FollowedSession session, DateTimeOffset dueAt)
    {
        lock (changing)
        {
            var entry = new Entry(session, dueAt);
            if (!entries.TryAdd(session.Id, entry)) return false;
            queue.Enqueue(entry, dueAt);
            return true;
        }
    }

    /// <summary>The sessions that are due. The caller owns each until <see cref="Return"/> or <see cref="Settle"/>.</summary>
    public IReadOnlyList<FollowedSession> TakeDue()
    {
        var now = time.GetUtcNow();
        var due = new List<FollowedSession>();
        lock (changing)
        {
            while (queue.TryPeek(out var entry, out var at) && at <= now)
            {
                queue.Dequeue();
                // Settled, hurried or taken in the meantime.
                if (!IsCurrent(entry) || entry.IsTaken || entry.DueAt != at) continue;
                entry.IsTaken = true;
                entry.IsHurried = false;
                due.Add(entry.Session);
            }
        }
        return due;
    }

    /// <summary>The poll has completed and the session continues.</summary>
    public void Return(FollowedSession session, TimeSpan pause)
    {
        var now = time.GetUtcNow();
        lock (changing)
        {
            if (!TryFind(session, out var entry)) return;
            entry.IsTaken = false;
            Schedule(entry, entry.IsHurried ? now : now + pause);
        }
    }

    /// <summary>An event arrived: poll now, or once more if a poll is in progress.</summary>
    public void Hurry(FollowedSession session)
    {
        var now = time.GetUtcNow();
        lock (changing)
        {
            if (!TryFind(session, out var entry)) return;
            if (entry.IsTaken) entry.IsHurried = true;
            else Schedule(entry, now);
        }
    }

    /// <summary>
    /// The IRMA server may not have been notified yet that the digits of this session were correct: poll soon, and repeatedly until it
    /// continues. Does nothing at a replica that does not follow the session; the one that does polls every session that is being paired.
    /// </summary>
    public void HurryUntold(Guid id)
    {
        lock (changing)
        {
            if (!entries.TryGetValue(id, out var entry)) return;
            entry.Session.IsUntold = true;
            // A poll in progress is followed by another one soon anyway. Not at once, because the poll itself may call this, repeatedly.
            if (!entry.IsTaken) Schedule(entry, time.GetUtcNow() + UntoldPause);
        }
    }

    /// <summary>The same by its id; nothing happens when this replica does not follow it.</summary>
    public void Hurry(Guid id)
    {
        FollowedSession? session;
        lock (changing) session = entries.TryGetValue(id, out var entry) ? entry.Session : null;
        if (session is not null) Hurry(session);
    }

    /// <summary>Stops following a session, also one that another replica follows. Its row is deleted soon.</summary>
    public void Settle(Guid id)
    {
        lock (changing)
        {
            if (settled.Count < MaxSettled) settled.Add(id);
            if (entries.Remove(id, out var entry)) entry.Ended.Cancel();
        }
    }

    /// <summary>Takes the sessions whose rows can be deleted.</summary>
    public IReadOnlyList<Guid> TakeSettled()
    {
        lock (changing)
        {
            Guid[] ids = [.. settled];
            settled.Clear();
            return ids;
        }
    }

    /// <summary>The lease was lost: others follow them now.</summary>
    public void Clear()
    {
        lock (changing)
        {
            foreach (var entry in entries.Values) entry.Ended.Cancel();
            entries.Clear();
            queue.Clear();
        }
    }

    /// <summary>Cancelled when this replica stops following the session; already is when it does not follow it.</summary>
    public CancellationToken Ended(FollowedSession session)
    {
        lock (changing) return TryFind(session, out var entry) ? entry.Ended.Token : new CancellationToken(canceled: true);
    }

    private void Schedule(Entry entry, DateTimeOffset at)
    {
        entry.DueAt = at;
        queue.Enqueue(entry, at);
    }

    private bool TryFind(FollowedSession session, [NotNullWhen(true)] out Entry? entry) =>
        entries.TryGetValue(session.Id, out entry) && ReferenceEquals(entry.Session, session);

    private bool IsCurrent(Entry entry) => entries.TryGetValue(entry.Session.Id, out var current) && ReferenceEquals(current, entry);

    private sealed class Entry(FollowedSession session, DateTimeOffset dueAt)
    {
        public FollowedSession Session => session;

        public DateTimeOffset DueAt { get; set; } = dueAt;

        public bool IsTaken { get; set; }

        public bool IsHurried { get; set; }

        // Without a timer or a wait handle there is nothing to dispose of.
        public CancellationTokenSource Ended { get; } = new();
    }
}
