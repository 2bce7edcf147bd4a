using IdBellen.Tenancy.Watch;

namespace IdBellen.Operator.Runtime;

/// <summary>Enqueues the key of whatever changed; a resource without a key is no concern of the queue.</summary>
public sealed class QueueingObserver<T>(KeyedWorkQueue queue, Func<T, string?> key) : IResourceObserver<T>
{
    public ValueTask UpsertedAsync(T resource, CancellationToken cancellationToken) => Enqueue(resource);

    public ValueTask DeletedAsync(T resource, CancellationToken cancellationToken) => Enqueue(resource);

    public ValueTask SyncedAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private ValueTask Enqueue(T resource)
    {
        if (key(resource) is { } affected) queue.Enqueue(affected);
        return ValueTask.CompletedTask;
    }
}
