using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Disclosure.Sessions;

/// <summary>Describes the session to open.</summary>
/// <param name="Way">How the caller will prove to be the one who disclosed.</param>
/// <param name="Invitation">The invitation that starts the session, during a call.</param>
internal sealed record SessionWish(PurposePolicy Purpose, IdentificationWay Way, Invitation? Invitation = null);

/// <summary>
/// Starts and stores an IRMA session, for all ways to identify; callers have checked whether it is permitted. The IRMA server is called
/// without holding a database connection, so that a hanging server delays only the citizens who wait for it. The pointer is returned only
/// after the row is stored.
/// </summary>
internal sealed class OpenSession(
    CurrentTenant current, IrmaClient irma, StoreSession store, FollowedSessions followed, DialCodeSource codes, TimeProvider time)
{
    private const int CodeTries = 5;

    public async Task<Outcome<StartedSession>> ExecuteAsync(SessionWish wish, CancellationToken cancellationToken)
    {
        var key = await current.Value.SlotKeys.CurrentAsync(current.Value.Policy.Retention, cancellationToken);
        for (var tries = 0; tries < CodeTries; tries++)
        {
            var draft = SessionDraft.Create(wish, codes, time.GetUtcNow());
            // Before the IRMA session starts, so that no session is started in vain, especially while the database is unavailable.
            if (await store.IsTakenAsync(draft, cancellationToken)) continue;
            if (await TryAsync(draft, key, cancellationToken) is { } outcome) return outcome;
        }
        throw new InvalidOperationException("No free code was found: far too many live sessions.");
    }

    /// <returns>Null if another live session has the generated code.</returns>
    private async Task<Outcome<StartedSession>?> TryAsync(SessionDraft draft, SlotKey key, CancellationToken cancellationToken)
    {
        var tenant = current.Value;
        var started = await irma.StartAsync(tenant.Irma, draft.Request(tenant), cancellationToken);
        if (started.Value is not { } session) return started.Failure == IrmaFailure.Refused ? Refusal.IrmaRefused : Refusal.IrmaUnreachable;
        try
        {
            var isPaired = draft.Wish.Way.IsPaired();
            var pairing = isPaired ? await irma.EnablePairingAsync(tenant.Irma, session, cancellationToken) : null;
            if (isPaired && pairing is null)
            {
                await irma.CancelAsync(tenant.Irma, session.Token, CancellationToken.None);
                return Refusal.IrmaUnreachable;
            }
            var stored = await store.ExecuteAsync(draft, draft.Row(tenant, key, session.Token, pairing), session.Token, cancellationToken);
            if (stored == Stored.Yes) return new StartedSession(session.SessionPointer, draft.StatusToken, Purpose.Of(draft.Wish.Purpose));
            await irma.CancelAsync(tenant.Irma, session.Token, CancellationToken.None);
            if (stored == Stored.CodeTaken) return null;
            return Refusal.InvitationUnknown;
        }
        catch
        {
            // Cancel a session that could not be stored: the app must not be able to disclose to it.
            followed.Settle(draft.Id);
            await irma.CancelAsync(tenant.Irma, session.Token, CancellationToken.None);
            throw;
        }
    }
}
