using k8s;
using k8s.Models;

namespace IdBellen.Kubernetes.Watch;

/// <summary>Runs an informer for as long as the process lives.</summary>
public sealed class InformerService<T>(Informer<T> informer) : BackgroundService
    where T : IKubernetesObject<V1ObjectMeta>
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Run(() => informer.RunAsync(stoppingToken), stoppingToken);
}
