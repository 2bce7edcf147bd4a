using System.Text.Json;
using IdBellen.Api.Irma;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Events;

/// <summary>The one projection that all live pages are fed from. Never returns personal data past its time.</summary>
public sealed class ReadLiveSnapshot(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    public async Task<LiveSnapshot> ExecuteAsync(IReadOnlyCollection<Guid> watchedSessions, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var calls = await database.Calls.AsNoTracking().Include(call => call.Session)
            .OrderBy(call => call.ArrivedAt).ThenBy(call => call.Id).ToListAsync(cancellationToken);
        var wrapUp = current.Value.Spec.WrapUp();
        return new LiveSnapshot
        {
            // A call that was hung up is shown to its taker for the wrap-up time, even if the purge is late.
            Calls = [.. calls.Where(call => call.HungUpAt is not { } end || (call.TakenBy is not null && end + wrapUp > now)).Select(call => Open(call, now))],
            Sessions = await SessionsAsync(watchedSessions, calls, now, cancellationToken),
            Agents = current.Value.Spec.SignIn is null ? await AgentsAsync(cancellationToken) : null,
        };
    }

    private async Task<Dictionary<Guid, SessionStatus>> SessionsAsync(
        IReadOnlyCollection<Guid> watched, List<Call> calls, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (watched.Count == 0) return [];
        var sessions = await database.Sessions.AsNoTracking()
            .Where(session => watched.Contains(session.Id) && session.ExpiresAt > now)
            .Select(session => new { session.Id, session.State, session.IrmaUnreachable, session.CodeExpiresAt })
            .ToListAsync(cancellationToken);
        var bySession = calls.Where(call => call.SessionId is not null).ToDictionary(call => call.SessionId!.Value);
        var waiting = calls.Where(call => call is { TakenBy: null, HungUpAt: null }).Select((call, index) => (call.Id, index))
            .ToDictionary(one => one.Id, one => one.index + 1);
        return sessions.ToDictionary(session => session.Id, session =>
        {
            var call = bySession.GetValueOrDefault(session.Id);
            var state = session.State == SessionState.Disclosed && session.CodeExpiresAt <= now
                ? CitizenState.Expired
                : SessionStatusView.Of(session.State, session.IrmaUnreachable, call);
            return new SessionStatus(state, state == CitizenState.Queued && call is not null ? waiting.GetValueOrDefault(call.Id) : null);
        });
    }

    private async Task<HashSet<Guid>> AgentsAsync(CancellationToken cancellationToken) =>
        [.. await (from membership in database.UserRoles
                   join role in database.Roles on membership.RoleId equals role.Id
                   where role.Name == AccountRoles.Agent
                   select membership.UserId).ToListAsync(cancellationToken)];

    private LiveCall Open(Call call, DateTimeOffset now)
    {
        // What another key sealed (somebody replaced the Secret) can't be opened; it must not hide the other calls.
        var session = call.Session?.ExpiresAt > now && call.Session.KeyId == current.Value.Seal.KeyId ? call.Session : null;
        var number = call.CallerNumberSealed is { } sealedNumber && call.ExpiresAt > now && call.KeyId == current.Value.Seal.KeyId
            ? current.Value.Seal.OpenText(sealedNumber, call.Id, SealedColumns.CallerNumber)
            : null;
        return new LiveCall
        {
            Id = call.Id,
            CallReference = call.CallReference,
            SessionId = call.SessionId,
            Identified = call.Identified,
            Purpose = call.Purpose,
            ArrivedAt = call.ArrivedAt,
            TakenBy = call.TakenBy,
            TakenByName = call.TakenByName,
            TakenAt = call.TakenAt,
            HungUp = call.HungUpAt is not null,
            PersonalDataUntil = session?.ExpiresAt ?? (number is null ? null : call.ExpiresAt),
            Attributes = session?.AttributesSealed is { } attributes
                ? JsonSerializer.Deserialize<List<VerifiedAttribute>>(current.Value.Seal.Open(attributes, session.Id, SealedColumns.Attributes))!
                : [],
            CallerNumber = number,
        };
    }
}
