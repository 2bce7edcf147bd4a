using IdBellen.Api.Calls;
using IdBellen.Api.Sessions;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Events;

/// <summary>The one projection that all live pages are fed from. Never returns personal data past its time.</summary>
public sealed class ReadLiveSnapshot(
    CurrentTenant current, TenantDbContext database, ReadInvitations invitations, ReadSessionStatuses sessions, RetentionLines lines, TimeProvider time)
{
    public async Task<LiveSnapshot> ExecuteAsync(IReadOnlyCollection<Guid> watchedSessions, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var readingAt = lines.ReadingAt(now);
        var calls = await database.Calls.AsNoTracking().Include(call => call.Session)
            .OrderBy(call => call.ArrivedAt).ThenBy(call => call.Id).ToListAsync(cancellationToken);
        var open = await invitations.ExecuteAsync(calls, now, cancellationToken);
        await OpenLiveCall.PrepareAsync(calls, current.Value, cancellationToken);
        var wrapUp = current.Value.Spec.WrapUp();
        return new LiveSnapshot
        {
            Calls = [.. calls.Where(call => !call.IsOver(wrapUp, readingAt))
                .Select(call => OpenLiveCall.Open(call, open.GetValueOrDefault(call.Id), current.Value, readingAt, now))],
            Sessions = await sessions.ExecuteAsync(watchedSessions, calls, now, cancellationToken),
            AgentSessions = await AgentSessionsAsync(now, cancellationToken),
        };
    }

    private async Task<HashSet<Guid>> AgentSessionsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. await database.Living(current.Value, now).Where(living => living.IsAgent).Select(living => living.Session.Id).ToListAsync(cancellationToken)];
}
