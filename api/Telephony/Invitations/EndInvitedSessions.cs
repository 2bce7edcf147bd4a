using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Invitations;

/// <summary>
/// Ends sessions that were started with an earlier invitation to a call: in the database immediately, and at the IRMA server once no
/// connection is held.
/// </summary>
internal sealed class EndInvitedSessions(CurrentTenant current, TenantDbContext database, IrmaClient irma, FollowedSessions followed)
{
    /// <summary>Call it before the transaction: code that waits for a key must not hold a connection.</summary>
    public async Task PrepareAsync(Guid callId, CancellationToken cancellationToken) => await current.Value.SlotKeys.LearnAsync(
        await database.Sessions.Where(session => session.CallId == callId).Select(session => session.KeyId).Distinct()
            .ToListAsync(cancellationToken), cancellationToken);

    /// <summary>Deletes the sessions in the caller's transaction.</summary>
    /// <returns>The sessions that an app could still disclose to.</returns>
    public async Task<IReadOnlyList<Session>> EraseAsync(Guid callId, CancellationToken cancellationToken)
    {
        var erased = await database.Sessions.Locked($"call_id = {callId}").AsNoTracking()
            .ToListAsync(cancellationToken);
        await database.Sessions.Where(session => session.CallId == callId).ExecuteDeleteAsync(cancellationToken);
        return [.. erased.Where(session => session.State is SessionState.Started or SessionState.Pairing or SessionState.Connected)];
    }

    /// <summary>
    /// Ends the sessions at the IRMA server, after the transaction. A session that cannot be ended now expires by itself; a disclosure to
    /// it has no row and is dropped.
    /// </summary>
    public Task TellAsync(IReadOnlyList<Session> ended, CancellationToken cancellationToken) => Task.WhenAll(ended.Select(session =>
    {
        followed.Settle(session.Id);
        return current.Value.SlotKeys.Find(session.KeyId) is { } key
            ? irma.CancelAsync(current.Value.Irma, key.OpenText(session.IrmaTokenSealed, session.Id, SealedColumns.IrmaToken),
                cancellationToken)
            : Task.CompletedTask;
    }));
}
