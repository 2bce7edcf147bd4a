using GraphQL;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// Assigns a waiting call to the agent. The lock on its row resolves races between agents, and with a caller who hangs up.
/// </summary>
internal sealed class TakeCall(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, SignedInSessions sessions, ReadLiveCall read, LogAccess log,
    ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<TakeCallResult>> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        var attempt = await TakeAsync(callId, agent, cancellationToken);
        if (attempt.Refusal is { } refusal) return refusal;
        if (attempt.Value == TakeOutcome.Taken) await hints.HintAsync(current.Value.Uid, cancellationToken);

        return attempt.Value == TakeOutcome.Ended || await read.ExecuteAsync(callId, cancellationToken) is not { } call
            ? new TakeCallResult(TakeOutcome.Ended, null)
            : new TakeCallResult(attempt.Value, VisibleCall.Of(call, current.Value, agent));
    }

    private async Task<Outcome<TakeOutcome>> TakeAsync(Guid callId, Actor.Person agent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.HoldRightsAsync(agent.AccountId, cancellationToken);
        if (await sessions.RenewAsync(agent, cancellationToken) is not { } person) return Refusal.NotSignedIn;
        if (!person.IsAgent) return Refusal.NotAllowed;
        try
        {
            var call = await database.LockedCallAsync(callId, cancellationToken);
            var rule = call.RuleFor(agent, CallEvent.TakeAgain, CallEvent.Take, now);
            if (rule.Effect == CallEffect.Take)
            {
                await database.Calls.Where(row => row.Id == callId).ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.TakenBy, agent.AccountId)
                        .SetProperty(one => one.TakenByName, agent.DisplayName)
                        .SetProperty(one => one.TakenAt, now)
                        .SetProperty(one => one.IsConnected, false)
                        .SetProperty(one => one.FirstTakenAt, one => one.FirstTakenAt ?? now),
                    cancellationToken);
                if (await database.SessionOfAsync(call!, cancellationToken) is { } session)
                    await log.TakenAsync(agent.AccountId, agent.DisplayName, DataSubject.Of(session), cancellationToken);
            }
            // The sign-in was renewed in this transaction too.
            await transaction.CommitAsync(cancellationToken);
            return rule.OutcomeAs<TakeOutcome>();
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The unique index on taken_by: this agent still has another call.
            return TakeOutcome.Busy;
        }
    }
}

/// <summary>The result of <c>takeCall</c>.</summary>
internal sealed record TakeCallResult(TakeOutcome Outcome, Call? Call)
{
    public TakeOutcome Outcome { get; } = Outcome;

    /// <summary>The call as the agent now sees it; null when it has ended.</summary>
    public Call? Call { get; } = Call;
}

internal enum TakeOutcome
{
    Taken,

    /// <summary>A colleague took the call first.</summary>
    AlreadyTaken,

    /// <summary>The caller has hung up.</summary>
    Ended,

    /// <summary>The agent already has another call; finish that one first.</summary>
    Busy,
}
