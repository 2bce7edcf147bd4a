using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Feeds;
using IdBellen.Api.Platform.Tenants;

namespace IdBellen.Api.Telephony.Live;

/// <summary>The live feeds of calls and sessions.</summary>
internal sealed class LiveFeeds(ServedTenants registry, TenantScopes scopes, TimeProvider time, ILoggerFactory loggers)
    : TenantFeeds<LiveSubscriber, LiveSnapshot>(registry, scopes, time, loggers)
{
    private readonly ILogger logger = loggers.CreateLogger<LiveProjection>();

    /// <inheritdoc cref="TenantFeeds{TSubscriber, TSnapshot}.WatchAsync"/>
    /// <param name="sessionId">A session whose status must be in the snapshots.</param>
    /// <param name="agent">The watching agent, whose presence is recorded; null for others.</param>
    public IAsyncEnumerable<LiveSnapshot> WatchAsync(
        Tenant tenant, Guid? sessionId, Actor.Person? agent, CancellationToken cancellationToken) =>
        WatchAsync(tenant, new LiveSubscriber(sessionId, agent), cancellationToken);

    protected override ITenantProjection<LiveSubscriber, LiveSnapshot> NewProjection() =>
        new LiveProjection(Time, logger);
}
