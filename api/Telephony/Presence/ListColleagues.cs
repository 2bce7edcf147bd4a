using GraphQL;
using IdBellen.Api.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents.Presence;

/// <summary>The other agents who are there, by name: whom a call may be passed on to.</summary>
public sealed class ListColleagues(CurrentCaller caller, TenantDbContext database, TimeProvider time)
{
    public async Task<Outcome<IReadOnlyList<Colleague>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        var present = await database.AgentPresences.AsNoTracking().Present(time.GetUtcNow())
            .Where(one => one.AccountId != agent.AccountId)
            .OrderBy(one => one.DisplayName).ThenBy(one => one.AccountId)
            .Select(one => new { one.AccountId, one.DisplayName, one.Available, IsBusy = database.Calls.Any(call => call.TakenBy == one.AccountId) })
            .ToListAsync(cancellationToken);
        return Outcome<IReadOnlyList<Colleague>>.Of([.. present.Select(one => new Colleague(
            one.AccountId, one.DisplayName, one switch { { IsBusy: true } => ColleagueState.Busy, { Available: false } => ColleagueState.OnBreak, _ => ColleagueState.Available }))]);
    }
}

/// <summary>Another agent of the municipality whose page is open.</summary>
public sealed record Colleague([property: Id] Guid Id, string DisplayName, ColleagueState State);

public enum ColleagueState
{
    /// <summary>May be given a call.</summary>
    Available,

    /// <summary>Has a call.</summary>
    Busy,

    /// <summary>Is not there for calls at the moment.</summary>
    OnBreak,
}
