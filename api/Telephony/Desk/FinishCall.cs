using GraphQL;
using IdBellen.Api.Agents;
using IdBellen.Api.Calls.Exchange;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Calls.Desk;

/// <summary>The taker ends the call: session, attributes and number are erased before the answer.</summary>
public sealed class FinishCall(
    CurrentTenant current, CurrentCaller caller, TenantDbContext database, QueueCall queue, EraseCall erase, ChangeHints hints)
{
    public async Task<Outcome<FinishCallResult>> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await queue.LockAsync(callId, cancellationToken);
        var call = await database.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        if (call is null) return new FinishCallResult(callId);
        if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
        await erase.ExecuteAsync(call.CallReference, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        return new FinishCallResult(callId);
    }
}

/// <summary>The call is over and its data erased.</summary>
public sealed record FinishCallResult([property: Id] Guid CallId);
