using System.Runtime.CompilerServices;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// The live calls for an agent's page: a snapshot at the start, and again when something that this agent sees has changed.
/// </summary>
internal sealed class WatchLiveCalls(
    CurrentTenant current, CurrentActor actor, LiveFeeds feeds, LiveViews views, ServedTenants registry, TimeProvider time)
{
    public Outcome<IAsyncEnumerable<IReadOnlyList<Call>>> Execute(CancellationToken cancellationToken) =>
        actor.Agent is { } agent
            ? Outcome<IAsyncEnumerable<IReadOnlyList<Call>>>.Of(WatchAsync(agent, cancellationToken))
            : actor.PersonRefusal;

    private async IAsyncEnumerable<IReadOnlyList<Call>> WatchAsync(
        Actor.Person agent, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LiveSnapshot? seen = null;
        byte[] sent = [];
        var isShown = false;
        await foreach (var snapshot in feeds.WatchAsync(current.Value, sessionId: null, agent, cancellationToken))
        {
            // Authorisation is checked at every read, not only at the start of the stream.
            if (time.GetUtcNow() >= agent.SignedInUntil || !snapshot.AgentSessions.Contains(agent.SessionId)) break;
            if (ReferenceEquals(snapshot, seen) || !registry.TryFindByUid(current.Value.Uid, out var tenant)) continue;
            seen = snapshot;
            var view = views.Of(snapshot, tenant, agent);
            // The page connects again, and tries again.
            if (!view.IsRecorded) throw new InvalidOperationException("The access log could not be written.");
            if (view.Content.AsSpan().SequenceEqual(sent)) continue;
            sent = view.Content;
            isShown = view.Calls.Count > 0;
            yield return view.Calls;
        }
        // A page without further updates must not keep showing a caller: the permission ended, or the municipality is no longer served.
        if (isShown) yield return [];
    }
}
