using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Presence;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// Transfers the agent's call to an available colleague. The lock on its row resolves races, as when a call is taken.
/// </summary>
internal sealed class TransferCall(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, LogAccess log, ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<TransferCallResult>> ExecuteAsync(Guid callId, Guid colleagueId, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.HoldRightsAsync(colleagueId, cancellationToken);
        // Excludes agents whose rights were revoked.
        var colleague = await database.AgentPresences.AsNoTracking().Present(now)
            .FirstOrDefaultAsync(one => one.AccountId == colleagueId && one.Available, cancellationToken);
        var call = await database.LockedCallAsync(callId, cancellationToken);
        var rule = call.RuleFor(agent, CallEvent.Transfer, CallEvent.TransferByOther, now);
        if (rule.Refused() is { } refusal) return refusal;
        if (rule.Effect != CallEffect.PassOn) return new TransferCallResult(rule.OutcomeAs<TransferOutcome>());
        if (colleague is null) return new TransferCallResult(TransferOutcome.ColleagueAway);
        if (colleagueId == agent.AccountId) return new TransferCallResult(TransferOutcome.ColleagueBusy);
        try
        {
            await database.Calls.Where(row => row.Id == callId).ExecuteUpdateAsync(
                row => row.SetProperty(one => one.TakenBy, colleagueId)
                    .SetProperty(one => one.TakenByName, colleague.DisplayName)
                    .SetProperty(one => one.TransferredBy, agent.DisplayName)
                    .SetProperty(one => one.TakenAt, now)
                    .SetProperty(one => one.IsConnected, false),
                cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The unique index on taken_by: the colleague has another call.
            return new TransferCallResult(TransferOutcome.ColleagueBusy);
        }
        if (await database.SessionOfAsync(call!, cancellationToken) is { } session)
            await log.TakenAsync(colleagueId, colleague.DisplayName, DataSubject.Of(session), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hints.Hint(current.Value.Uid);
        return new TransferCallResult(TransferOutcome.Transferred);
    }
}

/// <summary>The result of <c>transferCall</c>.</summary>
internal sealed record TransferCallResult(TransferOutcome Outcome);

internal enum TransferOutcome
{
    /// <summary>The colleague has the call.</summary>
    Transferred,

    /// <summary>The colleague has closed the page or is on a break. The call stays with the agent.</summary>
    ColleagueAway,

    /// <summary>The colleague already has a call. The call stays with the agent.</summary>
    ColleagueBusy,

    /// <summary>The caller has hung up.</summary>
    Ended,
}
