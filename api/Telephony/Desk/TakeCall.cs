using GraphQL;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// Assigns a waiting call to the agent. The lock on its row resolves races between agents, and with a caller who hangs up.
/// </summary>
internal sealed class TakeCall(CurrentTenant current, CurrentActor actor, TakeStatement statement, ChangeHints hints)
{
    public async Task<Outcome<TakeCallResult>> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        var attempt = await statement.ExecuteAsync(callId, agent, cancellationToken);
        if (attempt.Refusal is { } refusal) return refusal;
        var (outcome, isNew) = attempt.Value;
        if (isNew) hints.Hint(current.Value.Uid);
        return new TakeCallResult(outcome, callId, agent);
    }
}

/// <summary>The result of <c>takeCall</c>.</summary>
internal sealed class TakeCallResult(TakeOutcome outcome, Guid callId, Actor.Person agent)
{
    public TakeOutcome Outcome => outcome;

    /// <summary>The call as the agent now sees it; null when it has ended, which may be just after it was taken.</summary>
    public async Task<Call?> Call(
        [FromServices] ReadLiveCall read, [FromServices] CurrentTenant current, CancellationToken cancellationToken) =>
        outcome != TakeOutcome.Ended && await read.ExecuteAsync(callId, cancellationToken) is { } call
            ? VisibleCall.Of(call, current.Value, agent) : null;
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
