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

/// <summary>Ends the agent's call. The session, attributes and number are erased before the response is sent.</summary>
internal sealed class FinishCall(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, QueueCall queue, EraseCall erase, ChangeHints hints,
    TimeProvider time)
{
    public async Task<Outcome<FinishCallResult>> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await queue.LockAsync(callId, cancellationToken);
        var call = await database.LockedCallAsync(callId, cancellationToken);
        var rule = call.RuleFor(agent, CallEvent.Finish, CallEvent.FinishByOther, time.GetUtcNow());
        if (rule.Refused() is { } refusal) return refusal;
        if (rule.Effect != CallEffect.Erase) return new FinishCallResult(callId);
        await erase.ExecuteAsync(call!.CallReference, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        return new FinishCallResult(callId);
    }
}

/// <summary>The call has ended and its data was erased.</summary>
internal sealed record FinishCallResult([property: Id] Guid CallId);
