using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Tenants;

namespace IdBellen.Api.Platform.Feeds;

/// <summary>The live feeds of this replica: one for each tenant that has subscribers here.</summary>
/// <typeparam name="TSubscriber">The interest of a subscriber; one object per subscription.</typeparam>
/// <typeparam name="TSnapshot">What all subscribers of a tenant get.</typeparam>
internal abstract class TenantFeeds<TSubscriber, TSnapshot>(
    ServedTenants registry, TenantScopes scopes, TimeProvider time, ILoggerFactory loggers)
    : IChangeSubscriber, IDisposable
    where TSubscriber : class
    where TSnapshot : class
{
    private readonly ConcurrentDictionary<string, TenantFeed<TSubscriber, TSnapshot>> feeds = new(StringComparer.Ordinal);

    /// <summary>
    /// A snapshot immediately, read after the call, and then one at every change and at least every two seconds; the same instance when
    /// nothing changed. Ends when the tenant is deleted. A slow reader gets the newest snapshot, not every one.
    /// </summary>
    /// <param name="subscriber">The required content of the snapshots.</param>
    public async IAsyncEnumerable<TSnapshot> WatchAsync(
        Tenant tenant, TSubscriber subscriber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TenantFeed<TSubscriber, TSnapshot> feed;
        long from;
        // A feed that has just ended is no longer in the dictionary, so the next one is new.
        do feed = feeds.GetOrAdd(tenant.Uid, NewFeed);
        while (!feed.TrySubscribe(subscriber, out from));
        await foreach (var snapshot in feed.ReadAsync(subscriber, from, cancellationToken)) yield return snapshot;
    }

    /// <summary>Something of this tenant may have changed.</summary>
    public void Changed(string tenantUid)
    {
        if (feeds.TryGetValue(tenantUid, out var feed)) feed.Wake();
    }

    /// <summary>Anything may have changed.</summary>
    public void Reconnected()
    {
        foreach (var feed in feeds.Values) feed.Wake();
    }

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected TimeProvider Time => time;

    /// <summary>Creates the content of one tenant's feed.</summary>
    protected abstract ITenantProjection<TSubscriber, TSnapshot> NewProjection();

    protected virtual void Dispose(bool isDisposing)
    {
        if (!isDisposing) return;
        foreach (var feed in feeds.Values) feed.Dispose();
    }

    private TenantFeed<TSubscriber, TSnapshot> NewFeed(string tenantUid) =>
        new(tenantUid, NewProjection, ended => feeds.TryRemove(new(tenantUid, ended)), registry, scopes, time,
            loggers.CreateLogger<TenantFeed<TSubscriber, TSnapshot>>());
}
