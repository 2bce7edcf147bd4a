using System.Runtime.CompilerServices;
using System.Text.Json;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// The live calls for an agent's page: a snapshot at the start, and again when something that this agent sees has changed.
/// </summary>
internal sealed class WatchLiveCalls(
    CurrentTenant current, CurrentActor actor, LiveFeeds feeds, ServedTenants registry, TimeProvider time)
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
            var calls = snapshot.Calls.Select(call => VisibleCall.Of(call, tenant, agent)).ToList();
            // The page connects again, and tries again.
            if (calls.Exists(call => call is { State: CallState.Waiting, Attributes.Count: > 0 } && !snapshot.Recorded.Contains(call.Id)))
                throw new InvalidOperationException("The access log could not be written.");
            var content = JsonSerializer.SerializeToUtf8Bytes(calls);
            if (content.AsSpan().SequenceEqual(sent)) continue;
            sent = content;
            isShown = calls.Count > 0;
            yield return calls;
        }
        // A page without further updates must not keep showing a caller: the permission ended, or the municipality is no longer served.
        if (isShown) yield return [];
    }
}
