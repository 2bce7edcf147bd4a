using IdBellen.Operator.Runtime;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Watch;

namespace IdBellen.Operator.Municipalities;

/// <summary>
/// Keeps the cache and asks for what must be looked at: the municipality that changed, and those that wanted a host or number it had.
/// Nothing is looked at before the first list is complete, lest a duplicate be missed.
/// </summary>
public sealed class MunicipalityObserver(MunicipalityCache cache, DuplicateRules duplicates, KeyedWorkQueue queue) : IResourceObserver<Municipality>
{
    public ValueTask UpsertedAsync(Municipality resource, CancellationToken cancellationToken)
    {
        if (cache.Put(resource) is { } before && before.Metadata.Generation != resource.Metadata.Generation) EnqueueRivals(before);
        if (cache.IsSynced && !cache.IsOwnWrite(resource)) queue.Enqueue(resource.Metadata.Name);
        return ValueTask.CompletedTask;
    }

    public ValueTask DeletedAsync(Municipality resource, CancellationToken cancellationToken)
    {
        cache.Remove(resource);
        EnqueueRivals(resource);
        return ValueTask.CompletedTask;
    }

    public ValueTask SyncedAsync(CancellationToken cancellationToken)
    {
        cache.Synced();
        // After a start hundreds wait; whoever changes something meanwhile need not wait for all of them.
        foreach (var municipality in cache.All) queue.EnqueueRoutine(municipality.Metadata.Name);
        return ValueTask.CompletedTask;
    }

    private void EnqueueRivals(Municipality municipality)
    {
        foreach (var rival in duplicates.Rivals(municipality)) queue.Enqueue(rival);
    }
}
