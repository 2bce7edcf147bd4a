using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Feeds;
using IdBellen.Api.Telephony.Presence;

namespace IdBellen.Api.Telephony.Live;

/// <summary>
/// Reads the live calls and watched sessions of one tenant, and records the presence of the agents among the subscribers.
/// </summary>
internal sealed class LiveProjection(TimeProvider time) : ITenantProjection<LiveSubscriber, LiveSnapshot>
{
    private HashSet<LiveSubscriber> known = [];
    private long presenceRenewedAt;

    public async Task<LiveSnapshot> ReadAsync(
        IServiceProvider scope, IReadOnlyList<LiveSubscriber> subscribers, CancellationToken cancellationToken)
    {
        if (PresenceToRenew(subscribers) is { } here) await scope.GetRequiredService<RenewPresence>().ExecuteAsync(here, cancellationToken);
        Guid[] sessions = [.. subscribers.Select(subscriber => subscriber.SessionId).OfType<Guid>().Distinct()];
        return await scope.GetRequiredService<ReadLiveSnapshot>().ExecuteAsync(sessions, cancellationToken);
    }

    private Dictionary<Guid, string>? PresenceToRenew(IReadOnlyList<LiveSubscriber> subscribers)
    {
        var agents = subscribers.Where(subscriber => subscriber.Agent is not null).ToHashSet();
        var isAgentNew = !agents.IsSubsetOf(known);
        known = agents;
        if (agents.Count == 0 || (!isAgentNew && time.GetElapsedTime(presenceRenewedAt) < RenewPresence.Interval)) return null;
        presenceRenewedAt = time.GetTimestamp();
        return agents.GroupBy(subscriber => subscriber.Agent!.AccountId)
            .ToDictionary(agent => agent.Key, agent => agent.Last().Agent!.DisplayName);
    }
}

/// <summary>One subscription: each is another, also of the same agent.</summary>
internal sealed class LiveSubscriber(Guid? sessionId, Actor.Person? agent)
{
    /// <summary>A session whose status must be in the snapshots.</summary>
    public Guid? SessionId => sessionId;

    /// <summary>The watching agent; null for others.</summary>
    public Actor.Person? Agent => agent;
}
