using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Telephones;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Live;

/// <summary>The projection behind all live pages. Never returns expired personal data.</summary>
internal sealed class ReadLiveSnapshot(
    CurrentTenant current, TenantDbContext database, ReadInvitations invitations, AgentTelephones telephones, ReadSessionStatuses sessions,
    RetentionSwitches lines, TimeProvider time)
{
    public async Task<LiveSnapshot> ExecuteAsync(IReadOnlyCollection<Guid> watchedSessions, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var readingAt = lines.ReadingAt(now);
        var calls = await database.Calls.AsNoTracking().Include(call => call.Session)
            .OrderBy(call => call.ArrivedAt).ThenBy(call => call.Id).ToListAsync(cancellationToken);
        var open = await invitations.ExecuteAsync(calls, now, cancellationToken);
        await OpenLiveCall.PrepareAsync(calls, current.Value, cancellationToken);
        var phones = await telephones.ExecuteAsync([.. calls.Select(call => call.TakenBy).OfType<Guid>()], cancellationToken);
        var wrapUp = current.Value.Policy.WrapUp;
        return new LiveSnapshot
        {
            Calls = [.. calls.Where(call => !call.IsOver(wrapUp, readingAt))
                .Select(call => OpenLiveCall.Open(call, open.GetValueOrDefault(call.Id), current.Value, readingAt, now) with
                {
                    Telephone = call.TakenBy is { } agent ? phones.GetValueOrDefault(agent) : null,
                })],
            Sessions = await sessions.ExecuteAsync(watchedSessions, calls, now, cancellationToken),
            AgentSessions = await AgentSessionsAsync(now, cancellationToken),
        };
    }

    private async Task<HashSet<Guid>> AgentSessionsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. await database.Living(current.Value, now).Where(living => living.IsAgent).Select(living => living.Session.Id)
            .ToListAsync(cancellationToken)];
}
