using GraphQL;
using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.States;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>
/// Matches the digits of one attempt of one call. The result is stored together with its effects in one transaction, so that a repeated
/// request gets the same result and has no further effect.
/// </summary>
internal sealed class MatchCode(
    CurrentTenant current, CurrentActor actor, MatchStatement statement, Lazy<FollowSession> follow, QueueCall queue, WrongCodes wrong,
    CallMetrics metrics, ChangeHints hints)
{
    private const int MaxAttempt = 9;
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(2);

    public async Task<Outcome<MatchCodeResult>> ExecuteAsync(
        string digits, string callReference, int attempt, string? callerNumber, CancellationToken cancellationToken)
    {
        if (!actor.IsExchange) return Refusal.ExchangeOnly;
        if (!CallReference.IsValid(callReference)) return Refusal.CallReferenceInvalid.Then(NextStep.End);
        if (attempt is < 1 or > MaxAttempt)
            return Refusal.AttemptInvalid.Then(NextOf(await queue.GlanceAsync(callReference, cancellationToken)));

        var call = IncomingCall.Of(callReference, callerNumber, current.Value);
        var codeHash = DialledCode.Of(digits, current.Value.Policy.Number) is { } code ? current.Value.Codes.Of(code) : null;
        var reply = await MatchAsync(
            new DialledAttempt(call, attempt, codeHash, wrong.HashOf(call.CallerNumber)), cancellationToken);
        if (reply.Known is { } known) await queue.KeepNumberAsync(known, call.CallerNumber, cancellationToken);
        if (reply.WrongCodes is { } count) wrong.NoteRate(count);
        metrics.Answered(current.Value.Name, reply.Outcome);
        if (reply.IsSeen) hints.Hint(current.Value.Uid);
        return new MatchCodeResult(reply.Outcome, reply.Next);
    }

    // What the reply asks for is done without a connection, and once.
    private async Task<MatchReply> MatchAsync(DialledAttempt attempt, CancellationToken cancellationToken)
    {
        var key = await queue.CurrentKeyAsync(cancellationToken);
        var (mayLook, mayLearn) = (true, true);
        while (true)
        {
            var reply = await statement.ExecuteAsync(attempt, key, mayLook, mayLearn, cancellationToken);
            if (reply.Asks == MatchQuestion.Nothing) return reply;
            await current.Value.SlotKeys.LearnAsync([reply.AskedKey!], cancellationToken);
            if (reply.Asks == MatchQuestion.Learn) mayLearn = false;
            else
            {
                mayLook = false;
                await FetchAsync(reply.AskedSession!.Value, cancellationToken);
            }
        }
    }

    // The caller can be faster than the IRMA server's callback: poll once.
    private async Task FetchAsync(Guid id, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(FetchTimeout);
        try
        {
            await follow.Value.PollAsync(id, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No answer in time counts as not disclosed; the caller is asked again.
        }
    }

    private NextStep NextOf(CallStanding state) => state == CallStanding.Unknown
        ? current.Value.Policy.NextStepOfUnidentified() : CallTable.Of(state, CallEvent.ReportQueued).NextStep();
}

/// <summary>The result of one attempt.</summary>
internal sealed record MatchCodeResult(MatchOutcome Outcome, NextStep Next)
{
    public MatchOutcome Outcome { get; } = Outcome;

    /// <summary>What the exchange must do now.</summary>
    public NextStep Next { get; } = Next;
}

internal enum MatchOutcome
{
    /// <summary>The code belongs to a verified disclosure; the call is in the queue as identified.</summary>
    Matched,

    /// <summary>Not a valid code, or not ten digits; the caller may try again.</summary>
    Retry,

    /// <summary>The code was valid but has expired.</summary>
    Expired,

    /// <summary>Too many wrong codes in this call, or from this caller's number within 15 minutes.</summary>
    Locked,

    /// <summary>The waiting call is already identified by another code. This code was not checked and remains usable.</summary>
    AlreadyIdentified,

    /// <summary>An agent has taken the call, or it has ended. The code was not checked and remains usable.</summary>
    TooLate,

    /// <summary>Outside the opening hours, or outside the pilot.</summary>
    Closed,

    /// <summary>The municipality is suspended.</summary>
    Suspended,
}

internal enum NextStep
{
    /// <summary>Ask for the code again, with the next attempt number.</summary>
    AskAgain,

    /// <summary>Put the caller in the queue, or leave them there.</summary>
    Queue,

    /// <summary>An agent has taken the call: connect caller and agent.</summary>
    Talk,

    /// <summary>Say goodbye and hang up.</summary>
    End,
}
