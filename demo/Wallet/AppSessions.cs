using System.Collections.Concurrent;

namespace IdBellen.Demo.Wallet;

/// <summary>The sessions that are open in wallet pages; forgotten after half an hour.</summary>
internal sealed class AppSessions(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<string, AppSession> sessions = new(StringComparer.Ordinal);

    public void Keep(AppSession session)
    {
        foreach (var old in sessions.Values.Where(one => time.GetUtcNow() - one.ConnectedAt > Lifetime))
        {
            sessions.TryRemove(old.Id, out _);
        }
        sessions[session.Id] = session;
    }

    public AppSession? Find(string? id) => id is null ? null : sessions.GetValueOrDefault(id);

    public void Forget(AppSession session) => sessions.TryRemove(session.Id, out _);
}
