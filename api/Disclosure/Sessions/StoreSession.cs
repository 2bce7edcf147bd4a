using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Api.Disclosure.Sessions;

/// <summary>Stores a session that the IRMA server has started, and begins to follow it.</summary>
internal sealed class StoreSession(
    CurrentTenant current, TenantDbContext database, FollowerLease lease, FollowedSessions followed, IOptions<FollowUpOptions> options)
{
    /// <summary>Returns whether another live session has the draft's code.</summary>
    public async Task<bool> IsTakenAsync(SessionDraft draft, CancellationToken cancellationToken)
    {
        var hash = draft.Code is { } code ? current.Value.Codes.Of(code) : null;
        return hash is not null && await database.Sessions.AnyAsync(session => session.CodeHash == hash, cancellationToken);
    }

    // The follow-up row comes first, so that no stored session is ever without one. AdoptSessions removes a follow-up row without a
    // session.
    public async Task<Stored> ExecuteAsync(SessionDraft draft, Session row, string irmaToken, CancellationToken cancellationToken)
    {
        var dueAt = row.CreatedAt + options.Value.MinPause;
        await lease.AddAsync(row.Id, current.Value.Uid, dueAt, cancellationToken);
        var stored = await InsertAsync(draft.Wish.Invitation, row, cancellationToken);
        if (stored == Stored.Yes) followed.Add(FollowedSession.Of(row, current.Value.Uid, irmaToken), dueAt);
        else followed.Settle(row.Id);
        return stored;
    }

    private async Task<Stored> InsertAsync(Invitation? invitation, Session row, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (invitation is not null && !await LockAsync(invitation, cancellationToken)) return Stored.InvitationGone;
        database.Sessions.Add(row);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException fault) when (row.CodeHash is not null
            && fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // IsTakenAsync cannot rule this out: another session may have got the code since, in any replica.
            database.ChangeTracker.Clear();
            return Stored.CodeTaken;
        }
        await transaction.CommitAsync(cancellationToken);
        return Stored.Yes;
    }

    // Returns false if a new invitation replaced this one during the request to the IRMA server. The lock holds until the session is
    // stored, so that a replacement from now on finds that session. The call is locked first, as wherever a call and its invitation are
    // erased: the session's foreign key would lock it last, and the two transactions would wait for each other.
    private async Task<bool> LockAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync($"SELECT FROM call WHERE id = {invitation.CallId} FOR KEY SHARE", cancellationToken);
        return (await database.Invitations.Locked($"call_id = {invitation.CallId} AND code_hash = {invitation.CodeHash}", "SHARE")
            .AsNoTracking().ToListAsync(cancellationToken)).Count == 1;
    }
}

/// <summary>The result of storing a session.</summary>
internal enum Stored
{
    Yes,

    /// <summary>Another live session has the same code.</summary>
    CodeTaken,

    /// <summary>The invitation was replaced, or its call has ended.</summary>
    InvitationGone,
}
