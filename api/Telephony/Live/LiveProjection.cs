using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Feeds;
using IdBellen.Api.Telephony.Presence;
using IdBellen.Tenancy.Logs;

namespace IdBellen.Api.Telephony.Live;

/// <summary>
/// Reads the live calls and watched sessions of one tenant, and records the presence of the agents among the subscribers and what they are
/// about to see.
/// </summary>
internal sealed partial class LiveProjection(TimeProvider time, ILogger logger) : ITenantProjection<LiveSubscriber, LiveSnapshot>
{
    private HashSet<LiveSubscriber> known = [];
    private HashSet<(Guid Account, Guid Session)> recorded = [];
    private long presenceRenewedAt;

    public async Task<LiveSnapshot> ReadAsync(
        IServiceProvider scope, IReadOnlyList<LiveSubscriber> subscribers, CancellationToken cancellationToken)
    {
        if (PresenceToRenew(subscribers) is { } here) await scope.GetRequiredService<RenewPresence>().ExecuteAsync(here, cancellationToken);
        Guid[] sessions = [.. subscribers.Select(subscriber => subscriber.SessionId).OfType<Guid>().Distinct()];
        var snapshot = await scope.GetRequiredService<ReadLiveSnapshot>().ExecuteAsync(sessions, cancellationToken);
        Actor.Person[] watching =
        [
            .. subscribers.Select(one => one.Agent).OfType<Actor.Person>()
                .Where(agent => snapshot.AgentSessions.Contains(agent.SessionId)),
        ];
        return snapshot with
        {
            Recorded = await RecordAsync(scope.GetRequiredService<IAccessRecord>(), watching, snapshot.Calls, cancellationToken),
        };
    }

    /// <returns>The calls that may be shown: none if nothing can be recorded now.</returns>
    private async Task<HashSet<Guid>> RecordAsync(
        IAccessRecord record, IReadOnlyCollection<Actor.Person> watching, IReadOnlyList<LiveCall> calls,
        CancellationToken cancellationToken)
    {
        var shown = record.WithAttributes(calls).ToList();
        // Several pages of one agent are one.
        var seen = watching.DistinctBy(agent => agent.AccountId)
            .SelectMany(_ => shown, (agent, call) => (Agent: agent, Call: call)).ToList();
        var news = seen.Where(one => !recorded.Contains(Key(one))).ToList();
        try
        {
            if (news.Count > 0) await record.OverviewsAsync(news, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnrecorded(logger, new SafeFault(fault));
            return [];
        }
        recorded = [.. seen.Select(Key)];
        return [.. shown.Select(call => call.Id)];

        static (Guid, Guid) Key((Actor.Person Agent, LiveCall Call) one) => (one.Agent.AccountId, one.Call.Subject!.SessionId);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The access log cannot be written, so agents see no calls: {Fault}")]
    private static partial void LogUnrecorded(ILogger logger, SafeFault fault);

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
