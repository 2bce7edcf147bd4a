using System.Collections.Frozen;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Invitation;

namespace IdBellen.Api.Telephony.Live;

/// <summary>The invitations of calls, and how far each caller is.</summary>
internal sealed class ReadInvitations(CurrentTenant current, TenantDbContext database)
{
    /// <param name="calls">Whose invitations. Only a call without identification can have one: without such a call the database is not
    /// asked.</param>
    public async Task<IReadOnlyDictionary<Guid, LiveInvitation>> ExecuteAsync(
        IReadOnlyCollection<Call> calls, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (calls.All(call => call.SessionId is not null)) return FrozenDictionary<Guid, LiveInvitation>.Empty;
        var rows = await database.Invitations.AsNoTracking()
            .Select(invitation => new
            {
                Row = invitation,
                // An older invitation has no session.
                Session = database.Sessions.Where(session => session.CallId == invitation.CallId)
                    .OrderByDescending(session => session.CreatedAt)
                    .Select(session => (SessionState?)(session.ExpiresAt > now ? session.State : SessionState.Expired)).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        await current.Value.SlotKeys.LearnAsync([.. rows.Select(row => row.Row.KeyId).Distinct(StringComparer.Ordinal)], cancellationToken);
        return rows
            .Where(row => current.Value.SlotKeys.Find(row.Row.KeyId) is not null)
            .Select(row => (row.Row, State: StateOf(row.Row, row.Session)))
            // A started session may continue after the code has expired.
            .Where(one => one.Row.ExpiresAt > now || one.State is InvitationState.AwaitingConfirmation or InvitationState.Confirmed)
            .ToDictionary(
                one => one.Row.CallId,
                one => new LiveInvitation(
                    current.Value.SlotKeys.Find(one.Row.KeyId)!.OpenText(one.Row.CodeSealed, one.Row.CallId, SealedColumns.InvitationCode),
                    one.Row.Purpose, one.Row.ExpiresAt, one.State));
    }

    private static InvitationState StateOf(Row invitation, SessionState? session) => session switch
    {
        // Used, and no session yet: it is being started at this moment.
        null => invitation.Uses == 0 ? InvitationState.Open : InvitationState.Started,
        SessionState.Started => InvitationState.Started,
        SessionState.Pairing => InvitationState.AwaitingConfirmation,
        SessionState.Connected => InvitationState.Confirmed,
        _ => InvitationState.Ended,
    };
}
