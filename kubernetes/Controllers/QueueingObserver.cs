using IdBellen.Kubernetes.Watch;
using k8s;
using k8s.Models;

namespace IdBellen.Kubernetes.Controllers;

/// <summary>
/// Queues the key of a changed resource, and its previous key if that differs, because both owners are affected. Resources without a key
/// are ignored. Resources of the initial list count as unchanged.
/// </summary>
public sealed class QueueingObserver<T>(KeyedWorkQueue queue, Func<T, string?> key) : IResourceObserver<T>
    where T : IMetadata<V1ObjectMeta>
{
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private bool isSynced;

    public ValueTask UpsertedAsync(T resource, CancellationToken cancellationToken)
    {
        var now = key(resource);
        if (keys.Remove(resource.Metadata.Name, out var before) && before != now) Enqueue(before);
        if (now is not null)
        {
            keys[resource.Metadata.Name] = now;
            Enqueue(now);
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask DeletedAsync(T resource, CancellationToken cancellationToken)
    {
        if (keys.Remove(resource.Metadata.Name, out var before)) Enqueue(before);
        return ValueTask.CompletedTask;
    }

    public ValueTask SyncedAsync(CancellationToken cancellationToken)
    {
        isSynced = true;
        return ValueTask.CompletedTask;
    }

    private void Enqueue(string affected)
    {
        if (isSynced) queue.Enqueue(affected);
        else queue.EnqueueRoutine(affected);
    }
}
