using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Events;

/// <summary>The one projection that all live pages are fed from. Never returns personal data past its time.</summary>
public sealed class ReadLiveSnapshot(CurrentTenant current, TenantDbContext database, ReadInvitations invitations, TimeProvider time)
{
    public async Task<LiveSnapshot> ExecuteAsync(IReadOnlyCollection<Guid> watchedSessions, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var calls = await database.Calls.AsNoTracking().Include(call => call.Session)
            .OrderBy(call => call.ArrivedAt).ThenBy(call => call.Id).ToListAsync(cancellationToken);
        var open = await invitations.ExecuteAsync(now, cancellationToken);
        var wrapUp = current.Value.Spec.WrapUp();
        return new LiveSnapshot
        {
            // A call that was hung up is shown to its taker for the wrap-up time, even if the purge is late.
            Calls = [.. calls.Where(call => call.EndedAt(now) is not { } end || (call.TakenBy is not null && end + wrapUp > now))
                .Select(call => OpenLiveCall.Open(call, open.GetValueOrDefault(call.Id), current.Value, now))],
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
        var waiting = calls.Where(call => call.TakenBy is null && call.EndedAt(now) is null).Select((call, index) => (call.Id, index))
            .ToDictionary(one => one.Id, one => one.index + 1);
        return sessions.ToDictionary(session => session.Id, session =>
        {
            var call = bySession.GetValueOrDefault(session.Id) is { } known && known.EndedAt(now) is null ? known : null;
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
}
