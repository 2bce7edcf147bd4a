using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Desk;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Invitations;

/// <summary>
/// Adds what an invited caller disclosed to the call whose agent entered the correct digits, in one transaction with the access-log record
/// for the agent who has the call now. If no agent has it, it waits as identified, and later accesses are recorded as usual.
/// </summary>
internal sealed class JoinCall(TenantDbContext database, LogAccess log, TimeProvider time) : IDisclosureDuringCall
{
    /// <inheritdoc/>
    public async Task<bool> JoinAsync(Session session, SealedDisclosure disclosure, CancellationToken cancellationToken)
    {
        var callId = session.CallId!.Value;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.LockCallAsync(callId, cancellationToken);
        var now = time.GetUtcNow();
        var call = await database.LockedCallAsync(callId, cancellationToken);
        var rule = CallTable.Of(CallStanding.Of(call, isRemembered: false, now), CallEvent.InvitedDisclosure);
        var mayJoin = rule.Effect == CallEffect.Join;
        // A conditional update, so that exactly one of callback, poll, cancellation and new invitation succeeds.
        var confirmed = database.Sessions.Where(row => row.Id == session.Id && row.ExpiresAt > now && row.State == SessionState.Connected);
        if (await (mayJoin ? MatchAsync(confirmed, disclosure.Listed, now, cancellationToken) : ExpireAsync(confirmed, cancellationToken))
            == 0)
            return false;
        if (mayJoin)
        {
            await database.AddLargeAsync(disclosure, cancellationToken);
            await database.Calls.Where(row => row.Id == callId).ExecuteUpdateAsync(
                row => row.SetProperty(one => one.SessionId, session.Id)
                    .SetProperty(one => one.Identified, true)
                    .SetProperty(one => one.Way, session.Way)
                    .SetProperty(one => one.Purpose, session.Purpose),
                cancellationToken);
            await database.Invitations.Where(row => row.CallId == callId).ExecuteDeleteAsync(cancellationToken);
            if (rule.Record is not null && call!.TakenBy is { } agent)
                await log.ConfirmedAsync(agent, call.TakenByName!, DataSubject.Of(session), cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static Task<int> MatchAsync(
        IQueryable<Session> confirmed, byte[] attributesSealed, DateTimeOffset now, CancellationToken cancellationToken) =>
        confirmed.ExecuteUpdateAsync(
            session => session.SetProperty(row => row.State, SessionState.Matched)
                .SetProperty(row => row.AttributesSealed, attributesSealed)
                .SetProperty(row => row.IrmaUnreachable, false)
                .SetProperty(row => row.DisclosedAt, now),
            cancellationToken);

    private static readonly SessionState Late =
        SessionTable.Of(IdentificationWay.DuringCall, SessionState.Connected, SessionEvent.LateProof).To;

    // For example, the caller has hung up: the disclosure cannot identify anyone and is not stored.
    private static Task<int> ExpireAsync(
        IQueryable<Session> confirmed, CancellationToken cancellationToken) => confirmed.ExecuteUpdateAsync(
        session => session.SetProperty(row => row.State, Late).SetProperty(row => row.IrmaUnreachable, false), cancellationToken);
}
