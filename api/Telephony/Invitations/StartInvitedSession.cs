using IdBellen.Api.Calls.Invitations;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Row = IdBellen.Tenancy.TenantDatabase.Invitation;

namespace IdBellen.Api.Sessions;

/// <summary>A caller whom an agent has invited begins to identify, during the call. There is nothing to dial, so the app opens no address.</summary>
public sealed class StartInvitedSession(
    CurrentTenant current, TenantDbContext database, OpenSession open, InvitationGuesses guesses, IHttpContextAccessor http, TimeProvider time)
{
    /// <summary>Enough to begin again a few times; few enough to be no way to wear out the IRMA server.</summary>
    private const int MaxUses = 5;

    public async Task<Outcome<StartedSession>> ExecuteAsync(string text, CancellationToken cancellationToken)
    {
        if (InvitationCode.Normalise(text) is not { } code) return Refusal.InvitationUnknown;
        if (!guesses.MayGuess(current.Value.Uid, http.HttpContext?.Connection.RemoteIpAddress)) return Refusal.TooManyGuesses;
        if (await UseAsync(current.Value.Codes.Of(code), cancellationToken) is not { } invitation
            || current.Value.Purpose(invitation.Purpose) is not { } purpose) return Refusal.InvitationUnknown;
        try
        {
            return await open.ExecuteAsync(new SessionWish(purpose, IdentificationWay.DuringCall, invitation.CallId), cancellationToken);
        }
        catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            // The call has ended meanwhile.
            return Refusal.InvitationUnknown;
        }
    }

    private async Task<Row?> UseAsync(byte[] codeHash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // One update, so that the last use is had once.
        var used = await database.Invitations.FromSql(
            $"""
             UPDATE invitation SET uses = uses + 1
             WHERE code_hash = {codeHash} AND uses < {MaxUses} AND expires_at > {now}
                 AND EXISTS (SELECT FROM call WHERE call.id = call_id AND call.hung_up_at IS NULL AND call.session_id IS NULL)
             RETURNING *
             """).AsNoTracking().ToListAsync(cancellationToken);
        return used.SingleOrDefault();
    }
}
