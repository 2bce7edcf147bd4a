using GraphQL;
using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Calls.Desk;

/// <summary>The taker gives a call back to the queue, where it has its old place.</summary>
public sealed class ReleaseCall(CurrentTenant current, CurrentCaller caller, TenantDbContext database, ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<ReleaseCallResult>> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        var released = await database.Calls.Live(time.GetUtcNow())
            .Where(call => call.Id == callId && call.TakenBy == agent.AccountId).GiveBackAsync(cancellationToken);
        if (released == 0)
        {
            // Repeated, it finds the call in the queue again, or with a colleague.
            return await database.Calls.AnyAsync(call => call.Id == callId && call.TakenBy != agent.AccountId, cancellationToken)
                ? Refusal.CallNotYours : Refusal.CallEnded;
        }
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        return new ReleaseCallResult(callId);
    }
}

/// <summary>The call waits again.</summary>
public sealed record ReleaseCallResult([property: Id] Guid CallId);
