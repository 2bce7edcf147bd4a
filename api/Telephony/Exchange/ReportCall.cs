using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Calls.Exchange;

/// <summary>
/// The exchange reports what happens to a call. Reports may come twice and in any order: the end of a call always wins. It repeats the state
/// of each live call at least once a minute; a call of which nothing is heard for three has ended.
/// </summary>
public sealed class ReportCall(
    CurrentTenant current, CurrentCaller caller, TenantDbContext database, QueueCall queue, EraseCall erase, ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<ReportCallResult>> ExecuteAsync(
        string callReference, ReportedCallState state, string? callerNumber, CancellationToken cancellationToken)
    {
        if (!caller.IsExchange) return Refusal.ExchangeOnly;
        if (!CallReference.IsValid(callReference)) return Refusal.CallReferenceInvalid;

        var next = NextStep.End;
        var isNew = false;
        var key = await queue.KeyAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await queue.LockAsync(callReference, cancellationToken);
        if (state == ReportedCallState.Ended)
        {
            await EndAsync(callReference, cancellationToken);
        }
        else if (!await queue.HasEndedAsync(callReference, cancellationToken))
        {
            // A call that waits or is talked in goes on to its end, whatever happens to the municipality's hours meanwhile.
            isNew = await IsNewAsync(callReference, cancellationToken);
            if (isNew && current.Value.Spec.AvailabilityAt(time.GetUtcNow()).Refusal() is { } refusal) return refusal;
            var call = await queue.UnidentifiedAsync(new IncomingCall(callReference, callerNumber), key, cancellationToken);
            next = call switch { { HungUpAt: not null } => NextStep.End, { TakenBy: not null } => NextStep.Talk, _ => NextStep.Queue };
        }
        await transaction.CommitAsync(cancellationToken);
        // A repeated report is a sign of life, and changes nothing that anybody watches.
        if (isNew || next == NextStep.End) await hints.HintAsync(current.Value.Uid, cancellationToken);
        return new ReportCallResult(callReference, next);
    }

    private async Task<bool> IsNewAsync(string callReference, CancellationToken cancellationToken) =>
        !await database.Calls.AnyAsync(call => call.CallReference == callReference, cancellationToken);

    private async Task EndAsync(string callReference, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var kept = current.Value.Spec.WrapUp() > TimeSpan.Zero
            && await database.Calls.AnyAsync(call => call.CallReference == callReference && call.TakenBy != null, cancellationToken);
        if (!kept)
        {
            await erase.ExecuteAsync(callReference, cancellationToken);
            return;
        }
        // The taker finishes it, or the purge when the wrap-up time has passed.
        await database.Calls.Where(call => call.CallReference == callReference && call.HungUpAt == null)
            .ExecuteUpdateAsync(call => call.SetProperty(row => row.HungUpAt, now), cancellationToken);
    }
}

/// <summary>What an exchange reports.</summary>
public enum ReportedCallState
{
    /// <summary>The caller waits in the exchange's queue.</summary>
    Queued,

    /// <summary>The caller and the agent talk.</summary>
    Connected,

    /// <summary>The caller or the exchange hung up.</summary>
    Ended,
}

/// <summary>The report was taken.</summary>
public sealed record ReportCallResult(string CallReference, NextStep Next)
{
    /// <summary>What the exchange must do with the call now: leave it in the queue, connect it with the agent who took it, or end it.</summary>
    public NextStep Next { get; } = Next;
}
