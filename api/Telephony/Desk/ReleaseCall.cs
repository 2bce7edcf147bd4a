using GraphQL;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>Returns the agent's call to its old place in the queue.</summary>
internal sealed class ReleaseCall(CurrentTenant current, CurrentActor actor, TenantDbContext database, ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<ReleaseCallResult>> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        var now = time.GetUtcNow();
        var released = await database.Calls.In(CallTable.StatesIn(CallEvent.Release, CallEffect.GiveBack), now)
            .Where(call => call.Id == callId && call.TakenBy == agent.AccountId).GiveBackAsync(cancellationToken);
        if (released == 0)
        {
            // Repeated, it finds the call in the queue again, or with a colleague.
            var call = await database.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
            var happened = call?.TakenBy == agent.AccountId ? CallEvent.Release : CallEvent.ReleaseByOther;
            return CallTable.Of(CallStanding.Of(call, isRemembered: false, now), happened).Refused() ?? Refusal.CallEnded;
        }
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        return new ReleaseCallResult(callId);
    }
}

/// <summary>The call is back in the queue.</summary>
internal sealed record ReleaseCallResult([property: Id] Guid CallId);
