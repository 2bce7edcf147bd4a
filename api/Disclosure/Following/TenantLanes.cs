using System.Collections.Concurrent;

namespace IdBellen.Api.Sessions.Following;

/// <summary>
/// Looks at sessions, a limited number at once for each tenant: an IRMA server or a database that hangs holds up its own municipality only.
/// </summary>
public sealed class TenantLanes(LookAtSession look)
{
    private const int AtOnce = 32;
    private readonly ConcurrentDictionary<string, Lane> lanes = new(StringComparer.Ordinal);

    public void Enqueue(FollowedSession session, CancellationToken cancellationToken) =>
        lanes.GetOrAdd(session.TenantUid, _ => new Lane()).Enqueue(session, one => look.ExecuteAsync(one, cancellationToken));

    private sealed class Lane
    {
        private readonly Lock changing = new();
        private readonly Queue<FollowedSession> waiting = [];
        private int running;

        public void Enqueue(FollowedSession session, Func<FollowedSession, Task> work)
        {
            lock (changing)
            {
                waiting.Enqueue(session);
                if (running == AtOnce) return;
                running++;
            }
            _ = RunAsync(work);
        }

        private async Task RunAsync(Func<FollowedSession, Task> work)
        {
            while (TryNext(out var session)) await work(session);
        }

        private bool TryNext([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FollowedSession? session)
        {
            lock (changing)
            {
                if (waiting.TryDequeue(out session)) return true;
                running--;
                return false;
            }
        }
    }
}
