using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>Reads the current live calls, for an agent.</summary>
internal sealed class ListLiveCalls(CurrentTenant current, CurrentActor actor, ReadLiveSnapshot read, LogAccess log)
{
    public async Task<Outcome<IReadOnlyList<Call>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        var snapshot = await read.ExecuteAsync([], cancellationToken);
        await log.OverviewsAsync([.. log.WithAttributes(snapshot.Calls).Select(call => (agent, call))], cancellationToken);
        return Outcome<IReadOnlyList<Call>>.Of([.. snapshot.Calls.Select(call => VisibleCall.Of(call, current.Value, agent))]);
    }
}
