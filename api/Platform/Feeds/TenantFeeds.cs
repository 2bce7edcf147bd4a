using System.Collections.Concurrent;
using IdBellen.Api.Agents;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Events;

/// <summary>The live feeds of this replica: one for each tenant that has subscribers here.</summary>
public sealed class TenantFeeds(TenantRegistry registry, TenantScopes scopes, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<string, TenantFeed> feeds = new(StringComparer.Ordinal);

    /// <summary>
    /// A snapshot at once, read after the call, and then one at every change and at least every two seconds; the same instance when
    /// nothing changed. Ends when the tenant is gone. A slow reader gets the newest, not every one.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="sessionId">A session whose status must be in the snapshots.</param>
    /// <param name="agent">Who watches, if it is an agent: it is noted that he is there.</param>
    /// <param name="cancellationToken">Ends the subscription.</param>
    public IAsyncEnumerable<LiveSnapshot> WatchAsync(Tenant tenant, Guid? sessionId, Caller.Person? agent, CancellationToken cancellationToken) =>
        feeds.GetOrAdd(tenant.Uid, uid => new TenantFeed(uid, registry, scopes, time, loggers.CreateLogger<TenantFeed>()))
            .WatchAsync(sessionId, agent, cancellationToken);

    /// <summary>Something of this tenant may have changed.</summary>
    public void Wake(string tenantUid)
    {
        if (feeds.TryGetValue(tenantUid, out var feed)) feed.Wake();
    }

    /// <summary>Anything may have changed.</summary>
    public void WakeAll()
    {
        foreach (var feed in feeds.Values) feed.Wake();
    }

    public void Dispose()
    {
        foreach (var feed in feeds.Values) feed.Dispose();
    }
}
