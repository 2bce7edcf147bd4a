namespace IdBellen.Kubernetes.Watch;

/// <summary>Receives every change, one at a time, in the API server's order.</summary>
public interface IResourceObserver<in T>
{
    /// <summary>The resource is new or has changed; also once for each after the first list.</summary>
    ValueTask UpsertedAsync(T resource, CancellationToken cancellationToken);

    /// <summary>
    /// The resource was deleted; receives its last observed state. Also called when the deletion fell between two watches and the resource
    /// is missing from the next list.
    /// </summary>
    ValueTask DeletedAsync(T resource, CancellationToken cancellationToken);

    /// <summary>All resources of the initial list have been delivered.</summary>
    ValueTask SyncedAsync(CancellationToken cancellationToken);
}
