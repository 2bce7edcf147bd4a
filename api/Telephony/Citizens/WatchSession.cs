using System.Runtime.CompilerServices;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Sessions;

/// <summary>The state of the citizen's own session, live until an end state. The status token is the authority.</summary>
public sealed class WatchSession(CurrentTenant current, TenantDbContext database, ReadSessionStatuses read, TenantFeeds feeds, RetentionLines lines, TimeProvider time)
{
    public async Task<Outcome<SessionStatus>> ReadAsync(string statusToken, CancellationToken cancellationToken) =>
        await FindAsync(statusToken, cancellationToken) is { } id ? await read.OneAsync(id, cancellationToken) : Refusal.SessionUnknown;

    public async Task<Outcome<IAsyncEnumerable<SessionStatus>>> ExecuteAsync(string statusToken, CancellationToken cancellationToken) =>
        await FindAsync(statusToken, cancellationToken) is { } id
            ? Outcome<IAsyncEnumerable<SessionStatus>>.Of(WatchAsync(id, cancellationToken))
            : Refusal.SessionUnknown;

    private Task<Guid?> FindAsync(string statusToken, CancellationToken cancellationToken) =>
        database.Sessions.AsNoTracking().OfCitizen(statusToken, lines.ReadingAt(time.GetUtcNow())).Select(session => (Guid?)session.Id).FirstOrDefaultAsync(cancellationToken);

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

    // An ended call leaves no row behind: what was seen last tells how it ended.
    private static SessionStatus Gone(SessionStatus? last) => new(
        last?.State is CitizenState.Queued or CitizenState.InConversation or CitizenState.AwaitingConfirmation ? CitizenState.Done : CitizenState.Expired, null)
    {
        AgentsAvailable = last?.AgentsAvailable ?? false,
    };
}
