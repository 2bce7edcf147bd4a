using IdBellen.Api.Replicas;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Watch;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Tenants;

/// <summary>Keeps the registry in step with the resources and Secrets in Kubernetes.</summary>
public sealed class TenantWatcher(
    IKubernetes kubernetes, IOptions<KubernetesOptions> options, TenantRegistry registry, ReplicaReport replica, TimeProvider time,
    ILoggerFactory loggers)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Else the operator could lock a role that we have just read of.
        await replica.Registered.WaitAsync(stoppingToken);
        var ns = options.Value.Namespace;
        var municipalities = new Informer<Municipality>(
            kubernetes.CustomResources<Municipality>(Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural, ns),
            new RegistryObserver<Municipality>(registry.Upsert, registry.Remove, registry.Synced), time, loggers.CreateLogger<Informer<Municipality>>());
        var secrets = new Informer<V1Secret>(
            kubernetes.Secrets(ns, WellKnown.MunicipalityLabel),
            new RegistryObserver<V1Secret>(registry.Upsert, registry.Remove, registry.Synced), time, loggers.CreateLogger<Informer<V1Secret>>());
        await Task.WhenAll(municipalities.RunAsync(stoppingToken), secrets.RunAsync(stoppingToken));
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

/// <summary>Where the municipalities' resources and Secrets are.</summary>
public sealed record KubernetesOptions
{
    public const string Section = "Kubernetes";

    public string Namespace { get; init; } = "id-bellen";
}
