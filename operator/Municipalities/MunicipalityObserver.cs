using IdBellen.Kubernetes.Controllers;
using IdBellen.Kubernetes.Watch;
using IdBellen.Operator.Municipalities.Acceptance;
using IdBellen.Operator.Municipalities.Cache;
using IdBellen.Operator.Municipalities.Probes;
using IdBellen.Operator.Municipalities.Rest;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities;

/// <summary>
/// Maintains the cache and queues municipalities: the changed one, and those that wait for a host or number of a deleted one. Nothing is
/// queued before the initial list is complete, so that no duplicate is missed.
/// </summary>
internal sealed class MunicipalityObserver(
    MunicipalityCache cache, DuplicateRules duplicates, ProbeMemory probes, RestingMunicipalities resting, KeyedWorkQueue queue)
    : IResourceObserver<Municipality>
{
    public ValueTask UpsertedAsync(Municipality resource, CancellationToken cancellationToken)
    {
        cache.Put(resource);
        if (cache.IsSynced && !cache.IsOwnWrite(resource)) queue.Enqueue(resource.Metadata.Name);
        return ValueTask.CompletedTask;
    }

    public ValueTask DeletedAsync(Municipality resource, CancellationToken cancellationToken)
    {
        cache.Remove(resource);
        duplicates.Gone(resource);
        probes.Forget(resource.Uid);
        resting.Forget(resource.Uid);
        return ValueTask.CompletedTask;
    }

    public ValueTask SyncedAsync(CancellationToken cancellationToken)
    {
        cache.Synced();
        // After a start, hundreds may wait. Changed municipalities take precedence over these.
        foreach (var municipality in cache.All) queue.EnqueueRoutine(municipality.Metadata.Name);
        return ValueTask.CompletedTask;
    }
}
