namespace IdBellen.Tenancy.Watch;

/// <summary>Is told of every change, one at a time, in the order of the API server.</summary>
public interface IResourceObserver<in T>
{
    /// <summary>The resource is new or has changed; also once for each after the first list.</summary>
    ValueTask UpsertedAsync(T resource, CancellationToken cancellationToken);

    /// <summary>
    /// The resource is gone, as last seen; also told when the deletion fell into a gap between two watches and the resource is missing
    /// from the next list.
    /// </summary>
    ValueTask DeletedAsync(T resource, CancellationToken cancellationToken);

    /// <summary>All resources of the first list have been told.</summary>
    ValueTask SyncedAsync(CancellationToken cancellationToken);
}
