using IdBellen.Kubernetes.Watch;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Telephony.Asterisk.Municipalities;

/// <summary>Keeps the directory and the tokens in step with the resources and Secrets.</summary>
internal sealed class MunicipalityWatcher(
    IKubernetes kubernetes, IOptions<WatchedNamespaceOptions> options, MunicipalityDirectory directory, ExchangeTokens tokens,
    TimeProvider time, ILoggerFactory loggers)
    : BackgroundService
{
    private readonly TaskCompletionSource municipalitiesListed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource secretsListed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when everything has been listed once: before that a number that nobody has may be somebody's.</summary>
    public Task Synced => Task.WhenAll(municipalitiesListed.Task, secretsListed.Task);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ns = options.Value.Namespace;
        var municipalities = new Informer<Municipality>(
            kubernetes.CustomResources<Municipality>(Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural, ns),
            new Observer<Municipality>(directory.Upsert, directory.Remove, municipalitiesListed), time,
            loggers.CreateLogger<Informer<Municipality>>());
        var secrets = new Informer<V1Secret>(
            kubernetes.Secrets(ns, WellKnown.MunicipalityLabel), new Observer<V1Secret>(Upsert, tokens.Remove, secretsListed), time,
            loggers.CreateLogger<Informer<V1Secret>>());
        return Task.Run(() => Task.WhenAll(municipalities.RunAsync(stoppingToken), secrets.RunAsync(stoppingToken)), stoppingToken);
    }

    // The others hold keys and passwords, which are nothing to us.
    private void Upsert(V1Secret secret)
    {
        if (secret.Metadata.Name.EndsWith("-exchange", StringComparison.Ordinal)) tokens.Upsert(secret);
    }

    private sealed class Observer<T>(Action<T> upsert, Action<T> remove, TaskCompletionSource listed) : IResourceObserver<T>
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
            listed.TrySetResult();
            return default;
        }
    }
}
