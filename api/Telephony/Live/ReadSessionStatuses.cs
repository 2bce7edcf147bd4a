using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Presence;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Live;

/// <summary>The statuses of sessions for citizens. Never returns expired digits.</summary>
internal sealed class ReadSessionStatuses(
    CurrentTenant current, TenantDbContext database, AgentsAvailable agents, RetentionSwitches lines, TimeProvider time)
{
    /// <summary>The status of one session.</summary>
    public async Task<SessionStatus> OneAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var calls = await database.Calls.AsNoTracking().OrderBy(call => call.ArrivedAt).ThenBy(call => call.Id)
            .ToListAsync(cancellationToken);
        return (await ExecuteAsync([id], calls, now, cancellationToken)).GetValueOrDefault(id)
            ?? new SessionStatus(CitizenState.Expired, null);
    }

    /// <param name="ids">The watched sessions; deleted ones are omitted.</param>
    /// <param name="calls">All live calls, in the order of the queue.</param>
    public async Task<Dictionary<Guid, SessionStatus>> ExecuteAsync(
        IReadOnlyCollection<Guid> ids, IReadOnlyList<Call> calls, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        var readingAt = lines.ReadingAt(now);
        var rows = await database.Sessions.AsNoTracking()
            .Where(session => ids.Contains(session.Id) && session.ExpiresAt > readingAt)
            .Select(session => new Row(
                session.Id, session.State, session.Way, session.IrmaUnreachable, session.IrmaProblem, session.CodeExpiresAt,
                session.WrongDigits, session.KeyId,
                session.State == SessionState.Disclosed ? session.ShownDigitsSealed : null))
            .ToListAsync(cancellationToken);
        await current.Value.SlotKeys.LearnAsync([.. rows.Where(row => row.DigitsSealed is not null).Select(row => row.KeyId)
            .Distinct(StringComparer.Ordinal)], cancellationToken);
        var available = await agents.ExecuteAsync(cancellationToken);
        var bySession = calls.Where(call => call.SessionId is not null).ToDictionary(call => call.SessionId!.Value);
        var places = calls.Where(call => call.TakenBy is null && call.EndedAt(now) is null)
            .Select((call, index) => (call.Id, Place: index + 1))
            .ToDictionary(one => one.Id, one => one.Place);
        return rows.ToDictionary(row => row.Id, row =>
        {
            var call = bySession.GetValueOrDefault(row.Id) is { } known && known.EndedAt(now) is null ? known : null;
            var state = StateOf(row, call, readingAt);
            return new SessionStatus(state, state == CitizenState.Queued && call is not null ? places.GetValueOrDefault(call.Id) : null)
            {
                AgentsAvailable = available,
                PhoneCall = state == CitizenState.Disclosed && row.Way == IdentificationWay.AnotherPhone && DigitsOf(row) is { } code
                    ? new PhoneCall(current.Value.Policy.Number.Text, code, DialCode.TelephoneLink(current.Value.Policy, code),
                        row.CodeExpiresAt!.Value.UtcDateTime)
                    : null,
                TriesLeft = state == CitizenState.Pairing ? PairingDigits.Tries - row.WrongDigits : null,
            };
        });
    }

    private static CitizenState StateOf(Row row, Call? call, DateTimeOffset readingAt) => row.State switch
    {
        SessionState.Started or SessionState.Pairing or SessionState.Connected when row.IrmaUnreachable => CitizenState.Unreachable,
        SessionState.Started or SessionState.Pairing or SessionState.Connected when row.IrmaProblem == IrmaProblem.Untrusted =>
            CitizenState.Misconfigured,
        SessionState.Started => CitizenState.Started,
        // During a call the digits are for the agent: the page has no field for them.
        SessionState.Pairing => row.Way == IdentificationWay.DuringCall ? CitizenState.AwaitingConfirmation : CitizenState.Pairing,
        SessionState.Connected => CitizenState.Connected,
        SessionState.Disclosed when row.CodeExpiresAt <= readingAt => CitizenState.Expired,
        SessionState.Disclosed => CitizenState.Disclosed,
        SessionState.Matched => call switch
        {
            null => CitizenState.Done,
            { TakenBy: not null } => CitizenState.InConversation,
            _ => CitizenState.Queued,
        },
        SessionState.Cancelled => CitizenState.Cancelled,
        SessionState.Rejected => row.IrmaProblem == IrmaProblem.TooLarge ? CitizenState.TooLarge : CitizenState.Rejected,
        SessionState.Locked => CitizenState.Locked,
        _ => CitizenState.Expired,
    };

    private string? DigitsOf(Row row) =>
        row.DigitsSealed is { } digits ? current.Value.SlotKeys.Find(row.KeyId)?.OpenText(digits, row.Id, SealedColumns.ShownDigits) : null;

    private sealed record Row(
        Guid Id, SessionState State, IdentificationWay Way, bool IrmaUnreachable, IrmaProblem? IrmaProblem, DateTimeOffset? CodeExpiresAt,
        int WrongDigits, string KeyId,
        byte[]? DigitsSealed);
}
