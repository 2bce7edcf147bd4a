using IdBellen.Api.Platform.Replicas;
using IdBellen.Kubernetes.Watch;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>
/// Keeps the registry in step with the resources and Secrets in Kubernetes and the accepted specifications in the platform database.
/// </summary>
internal sealed class TenantWatcher(
    IKubernetes kubernetes, IOptions<ServedNamespaceOptions> options, ServedTenants registry, AcceptedSpecReader specifications,
    ReplicaReport replica,
    TimeProvider time, ILoggerFactory loggers)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Otherwise the operator could lock a role that this replica has just read.
        await replica.Registered.WaitAsync(stoppingToken);
        var ns = options.Value.Namespace;
        var municipalities = new Informer<Municipality>(
            kubernetes.CustomResources<Municipality>(Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural, ns),
            new RegistryObserver<Municipality>(Upsert, registry.Remove, registry.Synced), time,
            loggers.CreateLogger<Informer<Municipality>>());
        var secrets = new Informer<V1Secret>(
            kubernetes.Secrets(ns, WellKnown.MunicipalityLabel),
            new RegistryObserver<V1Secret>(registry.Upsert, registry.Remove, registry.Synced), time,
            loggers.CreateLogger<Informer<V1Secret>>());
        await Task.WhenAll(municipalities.RunAsync(stoppingToken), secrets.RunAsync(stoppingToken), specifications.RunAsync(stoppingToken));
    }

    // The resource's status shows that the operator has reconciled it.
    private void Upsert(Municipality municipality)
    {
        registry.Upsert(municipality);
        specifications.Wake();
    }

    private sealed class RegistryObserver<T>(Action<T> upsert, Action<T> remove, Action synced) : IResourceObserver<T>
    {
        public ValueTask UpsertedAsync(T resource, CancellationToken cancellationToken)
        {
            upsert(resource);
            return default;
        }

        public ValueTask DeletedAsync(T resource, CancellationToken cancellationToken)
        {
            remove(resource);
            return default;
        }

        public ValueTask SyncedAsync(CancellationToken cancellationToken)
        {
            synced();
            return default;
        }
    }
}
