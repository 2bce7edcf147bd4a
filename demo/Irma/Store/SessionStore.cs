using System.Collections.Concurrent;
using IdBellen.Demo.Irma.Outcomes;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Settings;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Store;

/// <summary>All sessions, in memory only: a restart forgets them, as with irmago's default store.</summary>
internal sealed class SessionStore(TimeProvider time, IrmaSettings settings, ResultCallback callback)
{
    private readonly ConcurrentDictionary<string, SessionCell> byRequestorToken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SessionCell> byClientToken = new(StringComparer.Ordinal);

    /// <summary>Sessions that no app has connected to, newest first.</summary>
    public IReadOnlyList<Session> Waiting =>
    [
        .. byClientToken.Values.Select(Look)
            .Where(static session => session.Status == SessionStatus.Initialized)
            .OrderByDescending(static session => session.StartedAt),
    ];

    public void Add(Session session)
    {
        var cell = new SessionCell(session);
        byRequestorToken[session.RequestorToken] = cell;
        byClientToken[session.ClientToken] = cell;
    }

    public SessionCell? FindByRequestorToken(string token) => byRequestorToken.GetValueOrDefault(token);

    public SessionCell? FindByClientToken(string token) => byClientToken.GetValueOrDefault(token);

    /// <summary>Returns the current session, after applying deadlines that have passed.</summary>
    public Session Look(SessionCell cell)
    {
        while (true)
        {
            var current = cell.Current;
            var seen = current.SeenAt(time.GetUtcNow(), settings.SessionLifetime);
            if (ReferenceEquals(seen, current))
            {
                return current;
            }
            if (cell.TrySwap(current, seen))
            {
                // Nobody waits for this one: the looker may be the requestor itself, polling.
                _ = callback.SendAsync(seen);
                return seen;
            }
        }
    }

    /// <summary>
    /// Takes a step. A final status becomes visible only after its callback was sent, as in irmago: until then others still see the status
    /// before it.
    /// </summary>
    public async Task<Step> ApplyAsync(SessionCell cell, Func<Session, Step> take)
    {
        var before = Look(cell);
        var step = take(before);
        if (ReferenceEquals(step.After, before))
        {
            return step;
        }
        if (step.After.Status.IsFinal() && !before.Status.IsFinal())
        {
            await callback.SendAsync(step.After);
        }
        return cell.TrySwap(before, step.After) ? step : new Step(Look(cell), IrmaError.Internal);
    }

    /// <summary>
    /// Forgets finished sessions. irmago counts the result lifetime from the last activity, not from the end, so a session that timed out
    /// after the default 15 minutes goes at the next sweep (irmaserver/helpers.go, <c>ttl</c>).
    /// </summary>
    public void Sweep()
    {
        foreach (var cell in byRequestorToken.Values)
        {
            var session = Look(cell);
            if (session.Status.IsFinal() && time.GetUtcNow() >= session.LastActive + settings.ResultLifetime)
            {
                byRequestorToken.TryRemove(session.RequestorToken, out _);
                byClientToken.TryRemove(session.ClientToken, out _);
            }
        }
    }
}
