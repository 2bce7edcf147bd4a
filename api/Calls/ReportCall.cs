using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Calls;

/// <summary>The exchange reports what happens to a call. Reports may come twice and in any order: the end of a call always wins.</summary>
public sealed class ReportCall(
    CurrentTenant current, CurrentCaller caller, TenantDbContext database, QueueCall queue, EraseCall erase, ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<ReportCallResult>> ExecuteAsync(
        string callReference, ReportedCallState state, string? callerNumber, CancellationToken cancellationToken)
    {
        if (!caller.IsExchange) return Refusal.ExchangeOnly;
        if (!CallReference.IsValid(callReference)) return Refusal.CallReferenceInvalid;

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await queue.LockAsync(callReference, cancellationToken);
        if (state == ReportedCallState.Ended)
        {
            await EndAsync(callReference, cancellationToken);
        }
        else if (!await queue.HasEndedAsync(callReference, cancellationToken))
        {
            // A call that waits or is talked in goes on to its end, whatever happens to the municipality's hours meanwhile.
            if (await IsNewAsync(callReference, cancellationToken) && current.Value.Spec.AvailabilityAt(time.GetUtcNow()).Refusal() is { } refusal) return refusal;
            await queue.UnidentifiedAsync(new IncomingCall(callReference, callerNumber), cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        return new ReportCallResult(callReference);
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
public sealed record ReportCallResult(string CallReference);
