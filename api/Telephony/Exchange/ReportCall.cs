using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Memory;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>
/// Processes a report about a call. Reports may be repeated and arrive in any order: the end of a call always wins. The exchange repeats
/// the state of each live call at least once a minute; a call without reports for three minutes has ended.
/// </summary>
internal sealed class ReportCall(
    CurrentTenant current, CurrentActor actor, ReportStatement statement, QueueCall queue, ErasedMemory memory, ChangeHints hints,
    TimeProvider time)
{
    public async Task<Outcome<ReportCallResult>> ExecuteAsync(
        string callReference, ReportedCallState state, string? callerNumber, CancellationToken cancellationToken)
    {
        if (!actor.IsExchange) return Refusal.ExchangeOnly;
        if (!CallReference.IsValid(callReference)) return Refusal.CallReferenceInvalid.Then(NextStep.End);

        var key = await queue.CurrentKeyAsync(cancellationToken);
        var now = time.GetUtcNow();
        var availability = current.Value.Policy.AvailabilityAt(now);
        var call = IncomingCall.Of(callReference, callerNumber, current.Value);
        var reply = await statement.ExecuteAsync(call, state, availability, key, now, cancellationToken);
        // A waiting or connected call continues even if the municipality closes in the meantime.
        if (reply.DoorIsShut) return availability.Refusal()!.Then(NextStep.End);
        if (reply.IsErased) memory.Due();
        if (reply.Known is { } known) await queue.KeepNumberAsync(known, call.CallerNumber, cancellationToken);
        if (reply.IsSeen) hints.Hint(current.Value.Uid);
        return new ReportCallResult(callReference, reply.Next);
    }
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
