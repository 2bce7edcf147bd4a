using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Agents;
using IdBellen.Api.Calls.Exchange;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Session;

namespace IdBellen.Api.Calls.Invitations;

/// <summary>
/// The caller reads out the digits on his page, the agent types them: only then does what was disclosed join the call. So who has the agent on
/// the line and sends the invitation on to somebody else gets nothing, unless that one reads him the digits too.
/// </summary>
public sealed class ConfirmCaller(
    CurrentTenant current, CurrentCaller caller, TenantDbContext database, QueueCall queue, ReadLiveCall read, LogAccess log, ChangeHints hints,
    RetentionLines lines, TimeProvider time)
{
    /// <summary>How many digits.</summary>
    public const int Digits = 4;

    private const int Tries = 3;

    public async Task<Outcome<ConfirmCallerResult>> ExecuteAsync(Guid callId, string digits, CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        if (digits.Length != Digits || !digits.All(char.IsAsciiDigit)) return Refusal.DigitsMalformed;
        await LearnKeysAsync(callId, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // One try after another, wherever they are made.
        await queue.LockAsync(callId, cancellationToken);
        var now = time.GetUtcNow();
        var call = await database.Calls.FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        if (call is null || call.EndedAt(now) is not null) return Refusal.CallEnded;
        if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
        if (await WaitingAsync(callId, lines.ReadingAt(now), cancellationToken) is not { } session
            || current.Value.SlotKeys.Find(session.KeyId) is not { } key) return new ConfirmCallerResult(ConfirmOutcome.NothingToConfirm, null, null);

        var isRight = Matches(session, key, digits);
        if (isRight)
        {
            session.State = SessionState.Matched;
            session.ShownDigitsSealed = null;
            (call.SessionId, call.Identified, call.Way, call.Purpose) = (session.Id, true, IdentificationWay.DuringCall, session.Purpose);
            await database.Invitations.Where(row => row.CallId == callId).ExecuteDeleteAsync(cancellationToken);
            await log.ConfirmedAsync(agent, DataSubject.Of(session), cancellationToken);
        }
        else if (++session.WrongDigits >= Tries)
        {
            (session.State, session.AttributesSealed, session.ShownDigitsSealed, session.CodeExpiresAt) = (SessionState.Locked, null, null, null);
        }
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        if (!isRight)
        {
            return session.State == SessionState.Locked
                ? new ConfirmCallerResult(ConfirmOutcome.Locked, 0, null)
                : new ConfirmCallerResult(ConfirmOutcome.Wrong, Tries - session.WrongDigits, null);
        }
        return new ConfirmCallerResult(
            ConfirmOutcome.Confirmed, null, await read.ExecuteAsync(callId, cancellationToken) is { } live ? CallView.Of(live, current.Value, agent) : null);
    }

    // Locked, so that the purge does not take it away meanwhile.
    private async Task<Row?> WaitingAsync(Guid callId, DateTimeOffset readingAt, CancellationToken cancellationToken) =>
        (await database.Sessions.FromSql(
            $"""
             SELECT * FROM session
             WHERE call_id = {callId} AND state = {nameof(SessionState.Disclosed)} AND code_expires_at > {readingAt} AND expires_at > {readingAt}
               AND shown_digits_sealed IS NOT NULL
             ORDER BY disclosed_at DESC LIMIT 1 FOR UPDATE
             """).ToListAsync(cancellationToken)).SingleOrDefault();

    // Before the transaction: it holds a connection.
    private async Task LearnKeysAsync(Guid callId, CancellationToken cancellationToken) => await current.Value.SlotKeys.LearnAsync(
        await database.Sessions.Where(session => session.CallId == callId).Select(session => session.KeyId).ToListAsync(cancellationToken), cancellationToken);

    private static bool Matches(Row session, SlotKey key, string digits) => CryptographicOperations.FixedTimeEquals(
        key.Open(session.ShownDigitsSealed, session.Id, SealedColumns.ShownDigits), Encoding.UTF8.GetBytes(digits));
}

/// <summary>What became of the digits.</summary>
public sealed record ConfirmCallerResult(ConfirmOutcome Outcome, int? TriesLeft, Call? Call)
{
    public ConfirmOutcome Outcome { get; } = Outcome;

    /// <summary>After wrong digits.</summary>
    public int? TriesLeft { get; } = TriesLeft;

    /// <summary>With the caller's attributes, once confirmed.</summary>
    public Call? Call { get; } = Call;
}

public enum ConfirmOutcome
{
    /// <summary>The caller is the one who disclosed; the attributes are in the call.</summary>
    Confirmed,

    /// <summary>Not the digits of the caller's page.</summary>
    Wrong,

    /// <summary>Wrong for the third time: what was disclosed is erased. Invite the caller anew.</summary>
    Locked,

    /// <summary>The caller has not disclosed yet, or it took too long.</summary>
    NothingToConfirm,
}
