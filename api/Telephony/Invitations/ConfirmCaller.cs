using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Desk;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Call = IdBellen.Api.Telephony.Desk.Call;
using Row = IdBellen.Tenancy.TenantDatabase.Session;

namespace IdBellen.Api.Telephony.Invitations;

/// <summary>
/// Confirms the caller by the digits that the app shows, which the caller reads out and the agent enters. Only then may the app disclose,
/// and what it discloses is added to this call. A caller who makes another person's app open the session does not know the digits, which
/// only that app shows.
/// </summary>
internal sealed class ConfirmCaller(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, FollowSession follow, PairingDigits pairing,
    ReadLiveCall read,
    ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<ConfirmCallerResult>> ExecuteAsync(Guid callId, string digits, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        if (!PairingDigits.AreWellFormed(digits)) return Refusal.DigitsMalformed;
        // Without permission, do not poll either.
        var seen = await database.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        if (RefusalFor(seen, agent) is { } refusal) return refusal;
        await PrepareAsync(callId, cancellationToken);
        var attempt = await TryAsync(callId, agent, digits, cancellationToken);
        if (attempt.Refusal is { } late) return late;
        if (attempt.Value is not { Session: { } session, Key: { } key })
            return new ConfirmCallerResult(ConfirmOutcome.NothingToConfirm, null, null);

        // Update our database before the IRMA server, so that a locked session stays locked; without holding a connection.
        if (session.State == SessionState.Connected) await pairing.CompleteAsync(session, key, cancellationToken);
        if (session.State == SessionState.Locked) await pairing.EndAsync(session, key, CancellationToken.None);
        hints.Hint(current.Value.Uid);
        return session.State switch
        {
            SessionState.Connected => new ConfirmCallerResult(
                ConfirmOutcome.Confirmed, null, await read.ExecuteAsync(callId, cancellationToken) is { } live
                    ? VisibleCall.Of(live, current.Value, agent) : null),
            SessionState.Locked => new ConfirmCallerResult(ConfirmOutcome.Locked, 0, null),
            _ => new ConfirmCallerResult(ConfirmOutcome.Wrong, PairingDigits.Tries - session.WrongDigits, null),
        };
    }

    // The caller can be faster than our polling of the IRMA server. Get keys and poll before the transaction, which holds a connection.
    private async Task PrepareAsync(Guid callId, CancellationToken cancellationToken)
    {
        var sessions = await database.Sessions.AsNoTracking().Where(session => session.CallId == callId)
            .Select(session => new { session.Id, session.KeyId, session.State }).ToListAsync(cancellationToken);
        await current.Value.SlotKeys.LearnAsync([.. sessions.Select(session => session.KeyId).Distinct(StringComparer.Ordinal)],
            cancellationToken);
        foreach (var session in sessions.Where(one => one.State == SessionState.Started))
            await follow.PollAsync(session.Id, cancellationToken);
    }

    private async Task<Outcome<Attempt>> TryAsync(Guid callId, Actor.Person agent, string digits, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // Serialises attempts across replicas.
        await database.LockCallAsync(callId, cancellationToken);
        if (RefusalFor(await database.LockedCallAsync(callId, cancellationToken), agent) is { } refusal) return refusal;
        if (await WaitingAsync(callId, cancellationToken) is not { } session || current.Value.SlotKeys.Find(session.KeyId) is not { } key)
            return new Attempt(null, null);
        if (PairingDigits.AreRight(session, key, digits)) (session.State, session.IrmaUnreachable) = (SessionState.Connected, false);
        else if (++session.WrongDigits >= PairingDigits.Tries) session.State = SessionState.Locked;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Attempt(session, key);
    }

    private Refusal? RefusalFor(IdBellen.Tenancy.TenantDatabase.Call? call, Actor.Person agent)
    {
        if (call is null || call.EndedAt(time.GetUtcNow()) is not null) return Refusal.CallEnded;
        if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
        return call.SessionId is null ? null : Refusal.AlreadyIdentified;
    }

    // Locked, so that the purge does not delete it in the meantime.
    private async Task<Row?> WaitingAsync(Guid callId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await database.Sessions.Locked(
            $"""
             call_id = {callId} AND way = {nameof(IdentificationWay.DuringCall)} AND state = {nameof(SessionState.Pairing)}
                 AND expires_at > {now}
             ORDER BY created_at DESC LIMIT 1
             """).ToListAsync(cancellationToken)).SingleOrDefault();
    }

    /// <summary>The session after its digits were compared; null when no session is waiting for digits.</summary>
    private sealed record Attempt(Row? Session, SlotKey? Key);
}

/// <summary>The result of <c>confirmCaller</c>.</summary>
internal sealed record ConfirmCallerResult(ConfirmOutcome Outcome, int? TriesLeft, Call? Call)
{
    public ConfirmOutcome Outcome { get; } = Outcome;

    /// <summary>How many attempts remain; only after wrong digits.</summary>
    public int? TriesLeft { get; } = TriesLeft;

    /// <summary>The call, once confirmed. The attributes are added when the caller has shared them.</summary>
    public Call? Call { get; } = Call;
}

internal enum ConfirmOutcome
{
    /// <summary>The digits match. The app now asks the caller for consent; what the caller shares is added to the call.</summary>
    Confirmed,

    /// <summary>The digits differ from those in the app.</summary>
    Wrong,

    /// <summary>Wrong digits for the third time: nothing was shared and the session has ended. Invite the caller again.</summary>
    Locked,

    /// <summary>
    /// There are no digits to confirm for this call: the app has not connected yet, or the digits were already confirmed.
    /// </summary>
    NothingToConfirm,
}
