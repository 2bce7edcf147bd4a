namespace IdBellen.Api.Platform.Feeds;

/// <summary>
/// The content of one tenant's live feed. Each run of a feed, from its first subscriber to its last, has its own instance.
/// </summary>
/// <typeparam name="TSubscriber">The interest of a subscriber.</typeparam>
/// <typeparam name="TSnapshot">What all subscribers get. Two with the same JSON are the same.</typeparam>
internal interface ITenantProjection<in TSubscriber, TSnapshot>
{
    /// <param name="scope">Services of the tenant.</param>
    /// <param name="subscribers">The current subscribers, oldest first; one per subscription.</param>
    Task<TSnapshot> ReadAsync(IServiceProvider scope, IReadOnlyList<TSubscriber> subscribers, CancellationToken cancellationToken);
}
