using GraphQL;
using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.Telephony;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>
/// Matches the digits of one attempt of one call. The result is stored together with its effects in one transaction, so that a repeated
/// request gets the same result and has no further effect.
/// </summary>
internal sealed class MatchCode(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, FollowSession follow, QueueCall queue, WrongCodes wrong,
    CallMetrics metrics,
    ChangeHints hints, RetentionSwitches lines, TimeProvider time)
{
    private const int MaxAttempt = 9;
    private const int Tries = 3;
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(2);

    public async Task<Outcome<MatchCodeResult>> ExecuteAsync(
        string digits, string callReference, int attempt, string? callerNumber, CancellationToken cancellationToken)
    {
        if (!actor.IsExchange) return Refusal.ExchangeOnly;
        if (!CallReference.IsValid(callReference)) return Refusal.CallReferenceInvalid.Then(NextStep.End);
        var glance = await queue.GlanceAsync(callReference, cancellationToken);
        if (attempt is < 1 or > MaxAttempt) return Refusal.AttemptInvalid.Then(NextOf(glance, WithoutIdentification));

        var codeHash = DialledCode.Of(digits, current.Value.Policy.Number) is { } code ? current.Value.Codes.Of(code) : null;
        var key = await queue.CurrentKeyAsync(cancellationToken);
        // Do not look up a code that cannot change the call, so that the response reveals nothing.
        if (codeHash is not null && TakesCode(glance)) await PrepareAsync(codeHash, cancellationToken);
        var result = await AnswerAsync(codeHash, key, IncomingCall.Of(callReference, callerNumber, current.Value), attempt,
            cancellationToken);
        metrics.Answered(current.Value.Name, result.Outcome);
        if (result.IsSeen) await hints.HintAsync(current.Value.Uid, cancellationToken);
        return result;
    }

    private async Task PrepareAsync(byte[] codeHash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var dialled = await database.Sessions.AsNoTracking().Where(session => session.CodeHash == codeHash && session.ExpiresAt > now)
            .Select(session => new { session.Id, session.KeyId, session.State }).FirstOrDefaultAsync(cancellationToken);
        if (dialled is null) return;
        await current.Value.SlotKeys.LearnAsync([dialled.KeyId], cancellationToken);
        // The caller can be faster than the IRMA server's callback: poll once.
        if (SessionTable.ChangedBy(SessionEvent.ValidProof).Contains(dialled.State)) await FetchAsync(dialled.Id, cancellationToken);
    }

    private async Task FetchAsync(Guid id, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(FetchTimeout);
        try
        {
            await follow.PollAsync(id, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No answer in time counts as not disclosed; the caller is asked again.
        }
    }

    private async Task<MatchCodeResult> AnswerAsync(
        byte[]? codeHash, SlotKey key, IncomingCall call, int attempt, CancellationToken cancellationToken)
    {
        var reference = CallReference.HashOf(call.Reference);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await queue.LockAsync(call.Reference, cancellationToken);
        var found = await queue.FindAsync(call.Reference, cancellationToken);
        var given = await database.CodeAttempts.AsNoTracking().Where(row => row.ReferenceHash == reference).ToListAsync(cancellationToken);
        // What became of the attempt stays; what is to be done now is not what was to be done then.
        if (given.Find(row => row.Attempt == attempt) is { } same)
            return new MatchCodeResult(Enum.Parse<MatchOutcome>(same.Outcome), NextOf(found.State, Enum.Parse<NextStep>(same.Next)));

        var wrongBefore = given.Count(row => row.Outcome is nameof(MatchOutcome.Retry) or nameof(MatchOutcome.Locked));
        var result = await DecideAsync(codeHash, key, call, found, wrongBefore, cancellationToken);
        database.CodeAttempts.Add(new CodeAttempt
        {
            ReferenceHash = reference,
            Attempt = attempt,
            Outcome = result.Outcome.ToString(),
            Next = result.Next.ToString(),
            At = time.GetUtcNow(),
        });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<MatchCodeResult> DecideAsync(
        byte[]? codeHash, SlotKey key, IncomingCall call, FoundCall found, int wrongBefore, CancellationToken cancellationToken)
    {
        var rule = CallTable.Of(found.State, CallEvent.RightCode);
        if (rule.AsksDoor && current.Value.Policy.AvailabilityAt(time.GetUtcNow()) is var door and not Availability.Open)
            return new(door == Availability.Suspended ? MatchOutcome.Suspended : MatchOutcome.Closed, NextStep.End);
        Session? session = null;
        if (TakesCode(found.State))
        {
            (var happened, session) = await FindSessionAsync(codeHash, call, wrongBefore, cancellationToken);
            rule = CallTable.Of(found.State, happened);
        }
        var next = rule.Next == CallNext.AsChosen ? WithoutIdentification : rule.NextStep();
        if (rule.Effect == CallEffect.Join)
            await queue.IdentifiedAsync(call, found.Call, session!, current.Value.SlotKeys.Find(session!.KeyId) ?? key, cancellationToken);
        else if (rule.Effect == CallEffect.NoteLife || (rule.Effect == CallEffect.EnterAsChosen && next == NextStep.Queue))
            await queue.UnidentifiedAsync(call, found.Call, key, cancellationToken);
        return new(rule.OutcomeAs<MatchOutcome>(), next) { IsSeen = rule.To != rule.From && next == NextStep.Queue };
    }

    /// <summary>The event that the code represents. Consumes a correct code.</summary>
    private async Task<(CallEvent Happened, Session? Session)> FindSessionAsync(
        byte[]? codeHash, IncomingCall call, int wrongBefore, CancellationToken cancellationToken)
    {
        if (wrongBefore >= Tries || await wrong.IsLockedAsync(call.CallerNumber, cancellationToken)) return (CallEvent.LastWrongCode, null);
        if (codeHash is not null)
        {
            // Locked, so that a code is used once, and a disclosure that arrives at this moment is either complete or not there yet.
            var session = (await database.Sessions.Locked($"code_hash = {codeHash}").AsNoTracking()
                .ToListAsync(cancellationToken)).SingleOrDefault();
            if (session is not null && SessionTable.ChangedBy(SessionEvent.CodeDialled).Contains(session.State))
            {
                var readingAt = lines.ReadingAt(time.GetUtcNow());
                if (!(session.CodeExpiresAt > readingAt && session.ExpiresAt > readingAt)) return (CallEvent.ExpiredCode, null);
                await database.Sessions.Where(row => row.Id == session.Id)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, SessionState.Matched), cancellationToken);
                session.State = SessionState.Matched;
                return (CallEvent.RightCode, session);
            }
        }
        // Malformed input is not a guess: it counts for the call, but not for the caller's number.
        await wrong.NoteAsync(codeHash is null ? null : call.CallerNumber, cancellationToken);
        return (wrongBefore + 1 < Tries ? CallEvent.WrongCode : CallEvent.LastWrongCode, null);
    }

    private static bool TakesCode(CallStanding state) => CallTable.Of(state, CallEvent.RightCode).Effect == CallEffect.Join;

    /// <summary>The next step for a call in this state; for an unknown call, the step that was stored.</summary>
    private static NextStep NextOf(CallStanding state, NextStep before) =>
        state == CallStanding.Unknown ? before : CallTable.Of(state, CallEvent.ReportQueued).NextStep();

    private NextStep WithoutIdentification => current.Value.Policy.Unidentified == UnidentifiedCalls.End ? NextStep.End : NextStep.Queue;
}

/// <summary>The result of one attempt.</summary>
internal sealed record MatchCodeResult(MatchOutcome Outcome, NextStep Next)
{
    public MatchOutcome Outcome { get; } = Outcome;

    /// <summary>What the exchange must do now.</summary>
    public NextStep Next { get; } = Next;

    // Whether the queue changes for its viewers.
    [Ignore]
    internal bool IsSeen { get; init; }
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
