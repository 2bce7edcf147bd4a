using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Disclosure.Sessions;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Invitation;

namespace IdBellen.Api.Telephony.Invitations;

/// <summary>
/// Starts a session for a caller whom an agent invited, during the call. An invitation can be used once. There is nothing to dial, so the
/// app opens no URL; it shows digits, which the caller reads out to the agent.
/// </summary>
internal sealed class StartInvitedSession(
    CurrentTenant current, TenantDbContext database, OpenSession open, InvitationGuesses guesses, ChangeHints hints,
    CurrentAddress address, TimeProvider time)
{
    public async Task<Outcome<StartedSession>> ExecuteAsync(string text, CancellationToken cancellationToken)
    {
        if (InvitationCode.Normalise(text) is not { } code) return Refusal.InvitationUnknown;
        if (!guesses.MayGuess(current.Value.Uid, address.Value)) return Refusal.TooManyGuesses;
        if (await UseAsync(current.Value.Codes.Of(code), cancellationToken) is not { } invitation
            || current.Value.Policy.Purpose(invitation.Purpose) is not { } purpose)
            return Refusal.InvitationUnknown;
        var outcome = await open.ExecuteAsync(new SessionWish(purpose, IdentificationWay.DuringCall, invitation), cancellationToken);
        // No IRMA session was started, so the caller may use the same code again.
        if (outcome.Refusal is not null) await GiveBackAsync(invitation, CancellationToken.None);
        hints.Hint(current.Value.Uid);
        return outcome;
    }

    private async Task<Row?> UseAsync(byte[] codeHash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var silentSince = now - Call.SilenceLimit;
        // One update, so that it is had once.
        var used = await database.Invitations.Changed(
            $"""
             UPDATE invitation SET uses = uses + 1
             WHERE code_hash = {codeHash} AND uses = 0 AND expires_at > {now}
                 AND EXISTS (SELECT FROM call WHERE call.id = call_id AND call.hung_up_at IS NULL
                     AND call.last_heard_at > {silentSince} AND call.session_id IS NULL)
             """).AsNoTracking().ToListAsync(cancellationToken);
        return used.SingleOrDefault();
    }

    private Task<int> GiveBackAsync(Row invitation, CancellationToken cancellationToken) => database.Invitations
        .Where(row => row.CallId == invitation.CallId && row.CodeHash == invitation.CodeHash)
        .ExecuteUpdateAsync(row => row.SetProperty(one => one.Uses, 0), cancellationToken);
}
