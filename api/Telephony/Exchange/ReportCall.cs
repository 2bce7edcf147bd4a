using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>
/// Processes a report about a call. Reports may be repeated and arrive in any order: the end of a call always wins. The exchange repeats
/// the state of each live call at least once a minute; a call without reports for three minutes has ended.
/// </summary>
internal sealed class ReportCall(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, QueueCall queue, EraseCall erase, ChangeHints hints,
    TimeProvider time)
{
    public async Task<Outcome<ReportCallResult>> ExecuteAsync(
        string callReference, ReportedCallState state, string? callerNumber, CancellationToken cancellationToken)
    {
        if (!actor.IsExchange) return Refusal.ExchangeOnly;
        if (!CallReference.IsValid(callReference)) return Refusal.CallReferenceInvalid.Then(NextStep.End);

        var key = await queue.CurrentKeyAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await queue.LockAsync(callReference, cancellationToken);
        var found = await queue.FindAsync(callReference, cancellationToken);
        var rule = CallTable.Of(found.State, EventOf(state));
        var wasConnected = found.Call?.IsConnected == true;
        // A waiting or connected call continues even if the municipality closes in the meantime.
        if (rule.AsksDoor && current.Value.Policy.AvailabilityAt(time.GetUtcNow()).Refusal() is { } refusal)
            return refusal.Then(NextStep.End);
        switch (rule.Effect)
        {
            case CallEffect.Enter or CallEffect.NoteLife:
                if (found.Call is { } known) known.IsConnected = known.TakenBy is not null && state == ReportedCallState.Connected;
                await queue.UnidentifiedAsync(IncomingCall.Of(callReference, callerNumber, current.Value), found.Call, key,
                    cancellationToken);
                break;
            // Without a wrap-up time the call is no longer visible.
            case CallEffect.Erase or CallEffect.HangUp when rule.Effect == CallEffect.Erase || current.Value.Policy.WrapUp <= TimeSpan.Zero:
                await erase.ExecuteAsync(callReference, cancellationToken);
                break;
            case CallEffect.HangUp:
                // The taker finishes it, or the purge after the wrap-up time, which has already started for a call that counted as ended.
                var now = time.GetUtcNow();
                found.Call!.HungUpAt = found.Call.EndedAt(now) ?? now;
                await database.SaveChangesAsync(cancellationToken);
                break;
        }
        await transaction.CommitAsync(cancellationToken);
        // A repeated report is a heartbeat and changes nothing for viewers.
        if (rule.To != rule.From || found.Call?.IsConnected != wasConnected) await hints.HintAsync(current.Value.Uid, cancellationToken);
        return new ReportCallResult(callReference, rule.NextStep());
    }

    private static CallEvent EventOf(ReportedCallState state) => state switch
    {
        ReportedCallState.Queued => CallEvent.ReportQueued,
        ReportedCallState.Connected => CallEvent.ReportConnected,
        _ => CallEvent.ReportEnded,
    };
}

/// <summary>The state of a call, as the exchange reports it.</summary>
internal enum ReportedCallState
{
    /// <summary>The caller waits in the exchange's queue.</summary>
    Queued,

    /// <summary>The caller and the agent are connected.</summary>
    Connected,

    /// <summary>The caller or the exchange hung up.</summary>
    Ended,
}

/// <summary>The report was accepted.</summary>
internal sealed record ReportCallResult(string CallReference, NextStep Next)
{
    /// <summary>
    /// What the exchange must do with the call now: leave it in the queue, connect it to the agent who took it, or end it.
    /// </summary>
    public NextStep Next { get; } = Next;
}
