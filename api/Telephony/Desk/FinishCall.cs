using GraphQL;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Memory;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.Retention;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// Ends the agent's call, by the SQL function <c>finish_call</c> (FinishCall.sql). The session, attributes and number are erased before
/// the response is sent.
/// </summary>
internal sealed class FinishCall(
    CurrentTenant current, CurrentActor actor, TenantFunctions functions, RetentionSwitches lines, ErasedMemory memory, ChangeHints hints,
    TimeProvider time)
{
    public async Task<Outcome<FinishCallResult>> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        var function = new FunctionCall("finish_call", "public.finish_call")
            .With(callId)
            .With(agent.AccountId)
            .With(time.GetUtcNow())
            .With(Row.SilenceLimit)
            .With(lines.EraseAtCallEnd);
        var outcome = await functions.CallAsync([CallLock.OfId(callId)], function, reader => reader.GetString(0), cancellationToken);
        if (outcome == "NOT_YOURS") return Refusal.CallNotYours;
        // Finishing a finished call is allowed.
        if (outcome == "FINISHED")
        {
            memory.Due();
            hints.Hint(current.Value.Uid);
        }
        return new FinishCallResult(callId);
    }
}

/// <summary>The call has ended and its data was erased.</summary>
internal sealed record FinishCallResult([property: Id] Guid CallId);
