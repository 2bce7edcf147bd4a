using System.Runtime.CompilerServices;
using GraphQL;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Live;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>The assignments of calls to agents, for the exchange: a snapshot at the start, and again after every change.</summary>
internal sealed class WatchAssignments(CurrentTenant current, CurrentActor actor, LiveFeeds feeds)
{
    public Outcome<IAsyncEnumerable<IReadOnlyList<Assignment>>> Execute(CancellationToken cancellationToken) =>
        actor.IsExchange
            ? Outcome<IAsyncEnumerable<IReadOnlyList<Assignment>>>.Of(WatchAsync(cancellationToken))
            : Refusal.ExchangeOnly;

    private async IAsyncEnumerable<IReadOnlyList<Assignment>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Assignment>? sent = null;
        await foreach (var snapshot in feeds.WatchAsync(current.Value, sessionId: null, agent: null, cancellationToken))
        {
            var assignments = snapshot.Calls.Where(call => call is { TakenBy: not null, HungUp: false })
                .Select(call => new Assignment(call.CallReference, call.TakenBy!.Value)
                {
                    Telephone = call.Telephone?.Number,
                    Rings = call.Telephone?.Rings ?? 0,
                }).ToList();
            if (sent is not null && sent.SequenceEqual(assignments)) continue;
            sent = assignments;
            yield return assignments;
        }
        // The municipality is no longer served, so its agents' calls must end.
        if (sent is { Count: > 0 }) yield return [];
    }
}

/// <summary>A call that the exchange must connect to an agent.</summary>
internal sealed record Assignment(string CallReference, Guid AgentId)
{
    /// <summary>The exchange's identifier of the call.</summary>
    public string CallReference { get; } = CallReference;

    /// <summary>An opaque identifier of the agent; the same as <c>Viewer.id</c>.</summary>
    [Id]
    public Guid AgentId { get; } = AgentId;

    /// <summary>
    /// The telephone that the exchange calls for this agent, in E.164 form or as a short number. Null when the agent's browser phone dials
    /// in, and always for an exchange with phones of its own.
    /// </summary>
    public string? Telephone { get; init; }

    /// <summary>How often the agent has let the telephone ring again. When it rises, and nobody talks on it, call it again.</summary>
    public int Rings { get; init; }
}
