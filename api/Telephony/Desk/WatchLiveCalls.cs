using System.Runtime.CompilerServices;
using System.Text.Json;
using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Calls.Desk;

/// <summary>The live calls for an agent's page: all of them at once, and again when something that this agent sees has changed.</summary>
public sealed class WatchLiveCalls(
    CurrentTenant current, CurrentCaller caller, TenantFeeds feeds, TenantRegistry registry, TenantScopes scopes, TimeProvider time)
{
    public Outcome<IAsyncEnumerable<IReadOnlyList<Call>>> Execute(CancellationToken cancellationToken) =>
        caller.Agent is { } agent
            ? Outcome<IAsyncEnumerable<IReadOnlyList<Call>>>.Of(WatchAsync(agent, cancellationToken))
            : caller.PersonRefusal;

    private async IAsyncEnumerable<IReadOnlyList<Call>> WatchAsync(Caller.Person agent, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LiveSnapshot? seen = null;
        byte[] sent = [];
        var isShown = false;
        await foreach (var snapshot in feeds.WatchAsync(current.Value, sessionId: null, agent, cancellationToken))
        {
            // The right to look is checked at every reading, not only when the stream began.
            if (time.GetUtcNow() >= agent.SignedInUntil || !snapshot.AgentSessions.Contains(agent.SessionId)) break;
            if (ReferenceEquals(snapshot, seen) || !registry.TryFindByUid(current.Value.Uid, out var tenant)) continue;
            seen = snapshot;
            var calls = snapshot.Calls.Select(call => CallView.Of(call, tenant, agent)).ToList();
            var content = JsonSerializer.SerializeToUtf8Bytes(calls);
            if (content.AsSpan().SequenceEqual(sent)) continue;
            sent = content;
            await using (var scope = scopes.Open(tenant))
                await scope.ServiceProvider.GetRequiredService<LogAccess>().OverviewAsync(agent, snapshot.Calls, cancellationToken);
            isShown = calls.Count > 0;
            yield return calls;
        }
        // Whoever hears no more must not go on looking at a caller: the right to look ended, or the municipality is gone.
        if (isShown) yield return [];
    }
}
