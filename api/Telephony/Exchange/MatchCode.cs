using GraphQL;
using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Calls.Exchange;

/// <summary>
/// The exchange hands over the digits of one attempt of one call. The answer to an attempt is stored with what it did, in one
/// transaction, so that a repeated question gets the same answer and does nothing again.
/// </summary>
public sealed class MatchCode(
    CurrentTenant current, CurrentCaller caller, TenantDbContext database, FollowSession follow, QueueCall queue, WrongCodes wrong, CallMetrics metrics,
    ChangeHints hints, RetentionLines lines, TimeProvider time)
{
    private const int MaxDigits = 20;
    private const int MaxAttempt = 9;
    private const int Tries = 3;
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(2);

    public async Task<Outcome<MatchCodeResult>> ExecuteAsync(
        string code, string callReference, int attempt, string? callerNumber, CancellationToken cancellationToken)
    {
        if (!caller.IsExchange) return Refusal.ExchangeOnly;
        if (code.Length is 0 or > MaxDigits || code.Any(digit => !char.IsAsciiDigit(digit))) return Refusal.CodeMalformed;
        if (!CallReference.IsValid(callReference)) return Refusal.CallReferenceInvalid;
        if (attempt is < 1 or > MaxAttempt) return Refusal.AttemptInvalid;

        var codeHash = current.Value.Codes.Of(code);
        var key = await queue.KeyAsync(cancellationToken);
        await PrepareAsync(codeHash, cancellationToken);
        var result = await AnswerAsync(codeHash, key, new IncomingCall(callReference, callerNumber), attempt, cancellationToken);
        metrics.Answered(current.Value.Name, result.Outcome);
        // A wrong code changes nothing that anybody watches.
        if (result.Next == NextStep.Queue) await hints.HintAsync(current.Value.Uid, cancellationToken);
        return result;
    }

    private async Task PrepareAsync(byte[] codeHash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var dialled = await database.Sessions.AsNoTracking().Where(session => session.CodeHash == codeHash && session.ExpiresAt > now)
            .Select(session => new { session.Id, session.KeyId, session.State }).FirstOrDefaultAsync(cancellationToken);
        if (dialled is null) return;
        await current.Value.SlotKeys.LearnAsync([dialled.KeyId], cancellationToken);
        // The caller can be faster than the IRMA server's callback: look once.
        if (dialled.State is SessionState.Started or SessionState.Pairing or SessionState.Connected) await FetchAsync(dialled.Id, cancellationToken);
    }

    private async Task FetchAsync(Guid id, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(FetchTimeout);
        try
        {
            await follow.LookAsync(id, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No answer in time counts as not disclosed; the caller is asked again.
        }
    }

    private async Task<MatchCodeResult> AnswerAsync(byte[] codeHash, SlotKey key, IncomingCall call, int attempt, CancellationToken cancellationToken)
    {
        var reference = CallReference.HashOf(call.Reference);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await queue.LockAsync(call.Reference, cancellationToken);
        var given = await database.CodeAttempts.AsNoTracking().Where(row => row.ReferenceHash == reference).ToListAsync(cancellationToken);
        if (given.Find(row => row.Attempt == attempt) is { } same)
            return new MatchCodeResult(Enum.Parse<MatchOutcome>(same.Outcome), Enum.Parse<NextStep>(same.Next));

        var result = await DecideAsync(codeHash, key, call, given.Count(row => row.Outcome is nameof(MatchOutcome.Retry) or nameof(MatchOutcome.Locked)), cancellationToken);
        if (result.IsWrongCode) await wrong.NoteAsync(call.CallerNumber, cancellationToken);
        if (result is { Next: NextStep.Queue, Outcome: not MatchOutcome.Matched }) await queue.UnidentifiedAsync(call, key, cancellationToken);
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

    private async Task<MatchCodeResult> DecideAsync(byte[] codeHash, SlotKey key, IncomingCall call, int wrongBefore, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await queue.HasEndedAsync(call.Reference, cancellationToken)) return new(MatchOutcome.Locked, NextStep.End);
        switch (current.Value.Spec.AvailabilityAt(now))
        {
            case Availability.Suspended: return new(MatchOutcome.Suspended, NextStep.End);
            case not Availability.Open: return new(MatchOutcome.Closed, NextStep.End);
        }
        if (wrongBefore >= Tries || await wrong.IsLockedAsync(call.CallerNumber, cancellationToken)) return new(MatchOutcome.Locked, WithoutIdentification);

        var readingAt = lines.ReadingAt(now);
        // One-time: of all that dial this code at this moment, one update finds it disclosed.
        var session = await database.Sessions.FromSql(
            $"""
             UPDATE session SET state = {nameof(SessionState.Matched)}
             WHERE code_hash = {codeHash} AND state = {nameof(SessionState.Disclosed)} AND code_expires_at > {readingAt} AND expires_at > {readingAt}
             RETURNING *
             """).AsNoTracking().ToListAsync(cancellationToken);
        if (session is [var matched])
        {
            await queue.IdentifiedAsync(call, matched, current.Value.SlotKeys.Find(matched.KeyId) ?? key, cancellationToken);
            return new(MatchOutcome.Matched, NextStep.Queue);
        }
        if (await database.Sessions.AnyAsync(row => row.CodeHash == codeHash && row.State == SessionState.Disclosed, cancellationToken))
            return new(MatchOutcome.Expired, WithoutIdentification);
        return wrongBefore + 1 < Tries
            ? new(MatchOutcome.Retry, NextStep.AskAgain) { IsWrongCode = true }
            : new(MatchOutcome.Locked, WithoutIdentification) { IsWrongCode = true };
    }

    private NextStep WithoutIdentification => current.Value.Spec.Unidentified == "end" ? NextStep.End : NextStep.Queue;
}

/// <summary>What the exchange tells of a call.</summary>
public sealed record IncomingCall(string Reference, string? CallerNumber);

/// <summary>The answer to one attempt.</summary>
public sealed record MatchCodeResult(MatchOutcome Outcome, NextStep Next)
{
    public MatchOutcome Outcome { get; } = Outcome;

    /// <summary>What the exchange must do now.</summary>
    public NextStep Next { get; } = Next;

    // A refusal that is no guess is not counted as one.
    [Ignore]
    internal bool IsWrongCode { get; init; }
}

public enum MatchOutcome
{
    /// <summary>The code belongs to a verified disclosure; the call is in the queue as identified.</summary>
    Matched,

    /// <summary>No live code; ask the caller again.</summary>
    Retry,

    /// <summary>The code was right once, but its time is over.</summary>
    Expired,

    /// <summary>Too many wrong codes in this call, or from this caller's number in a quarter of an hour.</summary>
    Locked,

    /// <summary>Outside the opening hours, or outside the pilot.</summary>
    Closed,

    /// <summary>The municipality is suspended.</summary>
    Suspended,
}

public enum NextStep
{
    /// <summary>Ask for the code again, with the next attempt number.</summary>
    AskAgain,

    /// <summary>Put the caller in the queue, or leave him there.</summary>
    Queue,

    /// <summary>An agent has taken the call: connect the two.</summary>
    Talk,

    /// <summary>Say goodbye and hang up.</summary>
    End,
}
