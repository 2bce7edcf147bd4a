using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Citizens;

/// <summary>
/// Ends the citizen's session: nothing can be disclosed to it any more, and what was disclosed is erased unless a call is in progress.
/// </summary>
internal sealed class CancelSession(
    CurrentTenant current, TenantDbContext database, IrmaClient irma, FollowedSessions followed, ReadSessionStatuses read,
    ChangeHints hints,
    RetentionSwitches lines, TimeProvider time)
{
    public async Task<Outcome<SessionStatus>> ExecuteAsync(string statusToken, CancellationToken cancellationToken)
    {
        var session = await database.Sessions.AsNoTracking().OfCitizen(statusToken, lines.ReadingAt(time.GetUtcNow()))
            .FirstOrDefaultAsync(cancellationToken);
        if (session is null || await current.Value.SlotKeys.FindAsync(session.KeyId, cancellationToken) is not { } key)
            return Refusal.SessionUnknown;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var changed = await database.Sessions.Where(row => row.Id == session.Id).In(SessionTable.ChangedBy(SessionEvent.CancelledOnPage))
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, SessionState.Cancelled)
                    .SetProperty(one => one.AttributesSealed, (byte[]?)null)
                    .SetProperty(one => one.ShownDigitsSealed, (byte[]?)null)
                    .SetProperty(one => one.CodeExpiresAt, (DateTimeOffset?)null),
                cancellationToken);
        if (changed > 0) await database.LargeAttributes.Where(large => large.SessionId == session.Id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (changed > 0)
        {
            followed.Settle(session.Id);
            var token = key.OpenText(session.IrmaTokenSealed, session.Id, SealedColumns.IrmaToken);
            await irma.CancelAsync(current.Value.Irma, token, cancellationToken);
            hints.Hint(current.Value.Uid);
        }
        return await read.OneAsync(session.Id, cancellationToken);
    }
}
