using System.Runtime.CompilerServices;
using GraphQL;
using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Calls.Exchange;

/// <summary>Tells the exchange which agent has taken which call: all of them at once, and again when that changed.</summary>
public sealed class WatchAssignments(CurrentTenant current, CurrentCaller caller, TenantFeeds feeds)
{
    public Outcome<IAsyncEnumerable<IReadOnlyList<Assignment>>> Execute(CancellationToken cancellationToken) =>
        caller.IsExchange
            ? Outcome<IAsyncEnumerable<IReadOnlyList<Assignment>>>.Of(WatchAsync(cancellationToken))
            : Refusal.ExchangeOnly;

    private async IAsyncEnumerable<IReadOnlyList<Assignment>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Assignment>? sent = null;
        await foreach (var snapshot in feeds.WatchAsync(current.Value, sessionId: null, agent: null, cancellationToken))
        {
            var assignments = snapshot.Calls.Where(call => call is { TakenBy: not null, HungUp: false })
                .Select(call => new Assignment(call.CallReference, call.TakenBy!.Value)).ToList();
            if (sent is not null && sent.SequenceEqual(assignments)) continue;
            sent = assignments;
            yield return assignments;
        }
        // The municipality is gone: the calls that its agents have must end.
        if (sent is { Count: > 0 }) yield return [];
    }
}

/// <summary>This call goes to that agent's phone.</summary>
public sealed record Assignment(string CallReference, Guid AgentId)
{
    /// <summary>As the exchange named it.</summary>
    public string CallReference { get; } = CallReference;

    /// <summary>An opaque reference to the agent, the same as <c>Viewer.id</c>.</summary>
    [Id]
    public Guid AgentId { get; } = AgentId;
}
