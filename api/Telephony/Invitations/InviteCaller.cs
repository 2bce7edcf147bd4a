using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Desk;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Invitation = IdBellen.Api.Telephony.Desk.Invitation;
using Row = IdBellen.Tenancy.TenantDatabase.Invitation;

namespace IdBellen.Api.Telephony.Invitations;

/// <summary>
/// Invites the caller of the agent's call to identify. An invitation can be used once; a new one replaces the previous one and ends its
/// session, in the app too.
/// </summary>
internal sealed class InviteCaller(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, EndInvitedSessions end, ChangeHints hints,
    TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task<Outcome<Invitation>> ExecuteAsync(Guid callId, string purpose, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        if (current.Value.Policy.Purpose(purpose) is null) return Refusal.PurposeUnknown;
        var key = await current.Value.SlotKeys.CurrentAsync(current.Value.Policy.Retention, cancellationToken);
        await end.PrepareAsync(callId, cancellationToken);
        IReadOnlyList<Session> ended;
        string code;
        Row invitation;
        await using (var transaction = await database.Database.BeginTransactionAsync(cancellationToken))
        {
            await database.LockCallAsync(callId, cancellationToken);
            var now = time.GetUtcNow();
            var call = await database.LockedCallAsync(callId, cancellationToken);
            if (call is null || call.EndedAt(now) is not null) return Refusal.CallEnded;
            if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
            // An identified caller whose hour is over may identify once more.
            if (call.SessionId is not null) return Refusal.AlreadyIdentified;

            // In this order: a session that is being stored holds a lock on the older invitation, and is found afterwards.
            await database.Invitations.Where(row => row.CallId == callId).ExecuteDeleteAsync(cancellationToken);
            ended = await end.EraseAsync(callId, cancellationToken);
            code = InvitationCode.Create();
            invitation = new Row
            {
                CallId = callId,
                CodeHash = current.Value.Codes.Of(code),
                CodeSealed = key.Close(code, callId, SealedColumns.InvitationCode),
                KeyId = key.Id,
                Purpose = purpose,
                ExpiresAt = now + Lifetime,
            };
            database.Invitations.Add(invitation);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        await end.TellAsync(ended, CancellationToken.None);
        hints.Hint(current.Value.Uid);
        return Invitation.Of(new LiveInvitation(code, purpose, invitation.ExpiresAt, InvitationState.Open), current.Value);
    }
}
