using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Calls.Desk;

/// <summary>The live calls at this moment, for an agent.</summary>
public sealed class ListLiveCalls(CurrentTenant current, CurrentCaller caller, ReadLiveSnapshot read, LogAccess log)
{
    public async Task<Outcome<IReadOnlyList<Call>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        var snapshot = await read.ExecuteAsync([], cancellationToken);
        await log.OverviewAsync(agent, snapshot.Calls, cancellationToken);
        return Outcome<IReadOnlyList<Call>>.Of([.. snapshot.Calls.Select(call => CallView.Of(call, current.Value, agent))]);
    }
}
