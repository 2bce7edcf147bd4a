using GraphQL;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Presence;

/// <summary>Lists the other present agents, by name, to whom a call can be transferred.</summary>
internal sealed class ListColleagues(CurrentActor actor, TenantDbContext database, TimeProvider time)
{
    public async Task<Outcome<IReadOnlyList<Colleague>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        var present = await database.AgentPresences.AsNoTracking().Present(time.GetUtcNow())
            .Where(one => one.AccountId != agent.AccountId)
            .OrderBy(one => one.DisplayName).ThenBy(one => one.AccountId)
            .Select(one => new
            {
                one.AccountId,
                one.DisplayName,
                one.Available,
                IsBusy = database.Calls.Any(
                call => call.TakenBy == one.AccountId)
            })
            .ToListAsync(cancellationToken);
        return Outcome<IReadOnlyList<Colleague>>.Of([.. present.Select(one => new Colleague(
            one.AccountId, one.DisplayName, one switch { { IsBusy: true } => ColleagueState.Busy, { Available: false } =>
                ColleagueState.OnBreak, _ => ColleagueState.Available }))]);
    }
}

/// <summary>Another agent of the municipality who has the agents' page open.</summary>
internal sealed record Colleague([property: Id] Guid Id, string DisplayName, ColleagueState State);

internal enum ColleagueState
{
    /// <summary>A call can be transferred to this agent.</summary>
    Available,

    /// <summary>Has a call.</summary>
    Busy,

    /// <summary>On a break; takes no calls.</summary>
    OnBreak,
}
