using System.Collections.Concurrent;
using IdBellen.Api.Disclosure.Followed;

namespace IdBellen.Api.Disclosure.Following;

/// <summary>
/// Polls sessions with limited concurrency for each tenant, so that a hanging IRMA server or database delays only its own municipality.
/// </summary>
internal sealed class TenantLanes(PollSession look)
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
