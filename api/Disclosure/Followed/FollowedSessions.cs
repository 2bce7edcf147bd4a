using System.Diagnostics.CodeAnalysis;

namespace IdBellen.Api.Sessions.Following;

/// <summary>The sessions that this replica follows, and when it looks at which.</summary>
public sealed class FollowedSessions(TimeProvider time)
{
    private readonly Lock changing = new();
    private readonly Dictionary<Guid, Entry> entries = [];
    private readonly PriorityQueue<Entry, DateTimeOffset> queue = new();
    private readonly List<Guid> settled = [];

    /// <summary>Begins with a session; one that is followed already is left as it is.</summary>
    /// <returns>False when it was.</returns>
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

    /// <summary>Those whose time has come. Each is the caller's until <see cref="Return"/> or <see cref="Settle"/>.</summary>
    public IReadOnlyList<FollowedSession> TakeDue()
    {
        var now = time.GetUtcNow();
        var due = new List<FollowedSession>();
        lock (changing)
        {
            while (queue.TryPeek(out var entry, out var at) && at <= now)
            {
                queue.Dequeue();
                // Settled, hurried or taken meanwhile.
                if (!IsCurrent(entry) || entry.IsTaken || entry.DueAt != at) continue;
                entry.IsTaken = true;
                entry.IsHurried = false;
                due.Add(entry.Session);
            }
        }
        return due;
    }

    /// <summary>The look is over and the session goes on.</summary>
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

    /// <summary>Something was heard of it: look now, or once more when a look is under way.</summary>
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

    /// <summary>Nothing more will come of a session; also of one that this replica does not follow. Its row is deleted soon.</summary>
    public void Settle(Guid id)
    {
        lock (changing)
        {
            settled.Add(id);
            if (entries.Remove(id, out var entry)) entry.Ended.Cancel();
        }
    }

    /// <summary>Those whose rows can be deleted; they are forgotten here.</summary>
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
