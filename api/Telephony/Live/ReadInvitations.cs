using System.Collections.Frozen;
using IdBellen.Api.Calls.Invitations;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Events;

/// <summary>The invitations that can still lead to an identification, by call, and how far each caller is.</summary>
public sealed class ReadInvitations(CurrentTenant current, TenantDbContext database)
{
    /// <param name="calls">Whose invitations. Only a call without identification can have one: without such a call the database is not asked.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyDictionary<Guid, LiveInvitation>> ExecuteAsync(IReadOnlyCollection<Call> calls, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (calls.All(call => call.SessionId is not null)) return FrozenDictionary<Guid, LiveInvitation>.Empty;
        var rows = await database.Invitations.AsNoTracking()
            .Select(invitation => new
            {
                Row = invitation,
                IsDisclosed = database.Sessions.Any(session => session.CallId == invitation.CallId && session.State == SessionState.Disclosed && session.CodeExpiresAt > now),
                IsStarted = database.Sessions.Any(session => session.CallId == invitation.CallId && session.ExpiresAt > now
                    && (session.State == SessionState.Started || session.State == SessionState.Connected)),
            }).ToListAsync(cancellationToken);
        await current.Value.SlotKeys.LearnAsync([.. rows.Select(row => row.Row.KeyId).Distinct(StringComparer.Ordinal)], cancellationToken);
        return rows
            .Where(row => current.Value.SlotKeys.Find(row.Row.KeyId) is not null)
            .Select(row => (row.Row, State: row switch
            {
                { IsDisclosed: true } => InvitationState.AwaitingConfirmation,
                { IsStarted: true } => InvitationState.Started,
                _ => InvitationState.Open,
            }))
            // Who has begun may go on after the code itself is too old to begin.
            .Where(one => one.State != InvitationState.Open || one.Row.ExpiresAt > now)
            .ToDictionary(
                one => one.Row.CallId,
                one => new LiveInvitation(
                    current.Value.SlotKeys.Find(one.Row.KeyId)!.OpenText(one.Row.CodeSealed, one.Row.CallId, SealedColumns.InvitationCode), one.Row.Purpose, one.Row.ExpiresAt, one.State));
    }
}
