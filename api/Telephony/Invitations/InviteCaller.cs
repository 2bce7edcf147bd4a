using IdBellen.Api.Agents;
using IdBellen.Api.Calls.Exchange;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Invitation;

namespace IdBellen.Api.Calls.Invitations;

/// <summary>The agent who has a call invites its caller to identify. A second invitation replaces the first and what was begun with it.</summary>
public sealed class InviteCaller(
    CurrentTenant current, CurrentCaller caller, TenantDbContext database, QueueCall queue, ChangeHints hints, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task<Outcome<Invitation>> ExecuteAsync(Guid callId, string purpose, CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        if (current.Value.Purpose(purpose) is null) return Refusal.PurposeUnknown;
        var key = await current.Value.SlotKeys.CurrentAsync(current.Value.Spec.Retention(), cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await queue.LockAsync(callId, cancellationToken);
        var now = time.GetUtcNow();
        var call = await database.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        if (call is null || call.EndedAt(now) is not null) return Refusal.CallEnded;
        if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
        // An identified caller whose hour is over may identify once more.
        if (call.SessionId is not null) return Refusal.AlreadyIdentified;

        await database.Sessions.Where(session => session.CallId == callId).ExecuteDeleteAsync(cancellationToken);
        await database.Invitations.Where(row => row.CallId == callId).ExecuteDeleteAsync(cancellationToken);
        var code = InvitationCode.Create();
        var invitation = new Row
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
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        return Invitation.Of(new LiveInvitation(code, purpose, invitation.ExpiresAt, InvitationState.Open), current.Value);
    }
}
