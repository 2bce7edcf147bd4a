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
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // Repeated, it finds the call in the queue again, or with a colleague.
        var call = await database.LockedCallAsync(callId, cancellationToken);
        var rule = call.RuleFor(agent, CallEvent.Release, CallEvent.ReleaseByOther, time.GetUtcNow());
        if (rule.Refused() is { } refusal) return refusal;
        await database.Calls.Where(row => row.Id == callId).GiveBackAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hints.Hint(current.Value.Uid);
        return new ReleaseCallResult(callId);
    }
}

/// <summary>The call is back in the queue.</summary>
internal sealed record ReleaseCallResult([property: Id] Guid CallId);
