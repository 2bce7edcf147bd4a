using IdBellen.Api.Events;
using IdBellen.Api.Irma;
using IdBellen.Api.Refusals;
using IdBellen.Api.Sessions.Following;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Sessions;

/// <summary>The citizen ends the session: nothing can be disclosed to it any more, and what was disclosed is erased unless a call is under way.</summary>
public sealed class CancelSession(
    CurrentTenant current, TenantDbContext database, IrmaClient irma, FollowedSessions followed, ReadSessionStatuses read, ChangeHints hints,
    RetentionLines lines, TimeProvider time)
{
    public async Task<Outcome<SessionStatus>> ExecuteAsync(string statusToken, CancellationToken cancellationToken)
    {
        var session = await database.Sessions.AsNoTracking().OfCitizen(statusToken, lines.ReadingAt(time.GetUtcNow())).FirstOrDefaultAsync(cancellationToken);
        if (session is null || await current.Value.SlotKeys.FindAsync(session.KeyId, cancellationToken) is not { } key) return Refusal.SessionUnknown;
        var changed = await database.Sessions
            .Where(row => row.Id == session.Id
                && (row.State == SessionState.Started || row.State == SessionState.Pairing || row.State == SessionState.Connected || row.State == SessionState.Disclosed))
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, SessionState.Cancelled)
                    .SetProperty(one => one.AttributesSealed, (byte[]?)null)
                    .SetProperty(one => one.ShownDigitsSealed, (byte[]?)null)
                    .SetProperty(one => one.CodeExpiresAt, (DateTimeOffset?)null),
                cancellationToken);
        if (changed > 0)
        {
            followed.Settle(session.Id);
            var token = key.OpenText(session.IrmaTokenSealed, session.Id, SealedColumns.IrmaToken);
            await irma.CancelAsync(current.Value.Irma, token, cancellationToken);
            await hints.HintAsync(current.Value.Uid, cancellationToken);
        }
        return await read.OneAsync(session.Id, cancellationToken);
    }
}
