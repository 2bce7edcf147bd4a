using IdBellen.Tenancy.Watch;

namespace IdBellen.Operator.Runtime;

/// <summary>
/// Enqueues the key of whatever changed; a resource without a key is no concern of the queue. What the first list tells of has not
/// changed, as far as anybody knows.
/// </summary>
public sealed class QueueingObserver<T>(KeyedWorkQueue queue, Func<T, string?> key) : IResourceObserver<T>
{
    private bool isSynced;

    public ValueTask UpsertedAsync(T resource, CancellationToken cancellationToken) => Enqueue(resource);

    public ValueTask DeletedAsync(T resource, CancellationToken cancellationToken) => Enqueue(resource);

    public ValueTask SyncedAsync(CancellationToken cancellationToken)
    {
        isSynced = true;
        return ValueTask.CompletedTask;
    }

    private ValueTask Enqueue(T resource)
    {
        if (key(resource) is not { } affected) return ValueTask.CompletedTask;
        if (isSynced)
            queue.Enqueue(affected);
        else
            queue.EnqueueRoutine(affected);
        return ValueTask.CompletedTask;
    }
}
