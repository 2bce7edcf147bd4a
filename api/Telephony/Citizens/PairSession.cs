using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Citizens;

/// <summary>
/// Pairs the page with the app by the four digits that the app shows, so that a page in somebody else's browser cannot obtain the
/// disclosure. Not for sessions during a call, where the caller reads them out and the agent enters them (<c>ConfirmCaller</c>).
/// </summary>
internal sealed class PairSession(
    CurrentTenant current, TenantDbContext database, FollowSession follow, PairingDigits pairing, ReadSessionStatuses read,
    ChangeHints hints,
    RetentionSwitches lines, TimeProvider time)
{
    public async Task<Outcome<SessionStatus>> ExecuteAsync(string statusToken, string digits, CancellationToken cancellationToken)
    {
        if (!PairingDigits.AreWellFormed(digits)) return Refusal.DigitsMalformed;
        if (await FindAsync(statusToken, cancellationToken) is not { } session
            || await current.Value.SlotKeys.FindAsync(session.KeyId, cancellationToken) is not { } key)
            return Refusal.SessionUnknown;
        if (session.Way != IdentificationWay.AnotherPhone) return Refusal.NotPairing;
        if (session.State == SessionState.Started)
        {
            // The citizen can be faster than our polling of the IRMA server.
            await follow.PollAsync(session.Id, cancellationToken);
            session = await FindAsync(statusToken, cancellationToken) ?? session;
        }
        if (session.State != SessionState.Pairing) return Refusal.NotPairing;

        if (!PairingDigits.AreRight(session, key, digits)) await CountAsync(session, key, cancellationToken);
        // Update our database before the IRMA server, so that a locked session stays locked and the app does not continue without
        // permission.
        else if (await AcceptAsync(session.Id, cancellationToken)) await pairing.CompleteAsync(session, key, cancellationToken);
        hints.Hint(current.Value.Uid);
        return await read.OneAsync(session.Id, cancellationToken);
    }

    private Task<Session?> FindAsync(string statusToken, CancellationToken cancellationToken) =>
        database.Sessions.AsNoTracking().OfCitizen(statusToken, lines.ReadingAt(time.GetUtcNow())).FirstOrDefaultAsync(cancellationToken);

    private async Task<bool> AcceptAsync(Guid id, CancellationToken cancellationToken) =>
        await database.Sessions.Where(row => row.Id == id && row.State == SessionState.Pairing).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, SessionState.Connected).SetProperty(one => one.IrmaUnreachable, false),
            cancellationToken) > 0;

    private async Task CountAsync(Session session, SlotKey key, CancellationToken cancellationToken)
    {
        // One statement counts and locks, so that two wrong answers at once are two.
        var counted = await database.Sessions.Changed(
            $"""
             UPDATE session SET
                 wrong_digits = wrong_digits + 1,
                 state = CASE WHEN wrong_digits + 1 >= {PairingDigits.Tries} THEN {nameof(SessionState.Locked)} ELSE state END,
                 shown_digits_sealed = CASE WHEN wrong_digits + 1 >= {PairingDigits.Tries} THEN NULL ELSE shown_digits_sealed END
             WHERE id = {session.Id} AND state = {nameof(SessionState.Pairing)}
             """).AsNoTracking().ToListAsync(cancellationToken);
        if (counted is [{ State: SessionState.Locked }]) await pairing.EndAsync(session, key, CancellationToken.None);
    }
}
