using System.Runtime.CompilerServices;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Citizens;

/// <summary>The status of the citizen's own session, live until a terminal state. Authorised by the status token.</summary>
internal sealed class WatchSession(
    CurrentTenant current, TenantDbContext database, ReadSessionStatuses read, LiveFeeds feeds, RetentionSwitches lines, TimeProvider time)
{
    public async Task<Outcome<SessionStatus>> ReadAsync(string statusToken, CancellationToken cancellationToken) =>
        await FindAsync(statusToken, cancellationToken) is { } id ? await read.OneAsync(id, cancellationToken) : Refusal.SessionUnknown;

    public async Task<Outcome<IAsyncEnumerable<SessionStatus>>> ExecuteAsync(string statusToken, CancellationToken cancellationToken) =>
        await FindAsync(statusToken, cancellationToken) is { } id
            ? Outcome<IAsyncEnumerable<SessionStatus>>.Of(WatchAsync(id, cancellationToken))
            : Refusal.SessionUnknown;

    private Task<Guid?> FindAsync(string statusToken, CancellationToken cancellationToken) =>
        database.Sessions.AsNoTracking().OfCitizen(statusToken, lines.ReadingAt(time.GetUtcNow())).Select(session => (Guid?)session.Id)
            .FirstOrDefaultAsync(cancellationToken);

    private async IAsyncEnumerable<SessionStatus> WatchAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SessionStatus? sent = null;
        await foreach (var snapshot in feeds.WatchAsync(current.Value, id, agent: null, cancellationToken))
        {
            var status = snapshot.Sessions.GetValueOrDefault(id) ?? Gone(sent);
            if (status == sent) continue;
            sent = status;
            yield return status;
            if (status.State.IsEnd()) yield break;
        }
    }

    // An ended call has no row; the last observed state determines how it ended.
    private static SessionStatus Gone(SessionStatus? last) => new(
        last?.State is CitizenState.Queued or CitizenState.InConversation ? CitizenState.Done : CitizenState.Expired, null)
    {
        AgentsAvailable = last?.AgentsAvailable ?? false,
    };
}
