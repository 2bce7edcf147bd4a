using System.Text.Json;
using k8s;
using k8s.Models;

namespace IdBellen.Kubernetes.Watch;

/// <summary>How one kind of resource in one namespace is listed and watched.</summary>
public sealed class ResourceSource<T>(
    Func<CancellationToken, Task<(IReadOnlyList<T> Items, string ResourceVersion)>> list,
    Func<string, int, CancellationToken, IAsyncEnumerable<(WatchEventType Type, T Resource)>> watch)
    where T : IKubernetesObject<V1ObjectMeta>
{
    public Task<(IReadOnlyList<T> Items, string ResourceVersion)> ListAsync(CancellationToken cancellationToken) => list(cancellationToken);

    /// <summary>What happens after a resource version; the server ends the watch after <paramref name="timeoutSeconds"/>.</summary>
    public IAsyncEnumerable<(WatchEventType Type, T Resource)> WatchAsync(
        string resourceVersion, int timeoutSeconds, CancellationToken cancellationToken) =>
        watch(resourceVersion, timeoutSeconds, cancellationToken);
}

public static class ResourceSources
{
    /// <summary>The custom resources of one kind in one namespace.</summary>
    public static ResourceSource<T> CustomResources<T>(this IKubernetes client, string group, string version, string plural, string ns)
        where T : IKubernetesObject<V1ObjectMeta> => new(
        async cancellationToken =>
        {
            var list = await client.CustomObjects.ListNamespacedCustomObjectAsync<CustomResourceList<T>>(
                group, version, ns, plural, cancellationToken: cancellationToken);
            return (list.Items, list.Metadata.ResourceVersion);
        },
        (resourceVersion, timeout, cancellationToken) => ThrowingAsync(onError => client.CustomObjects.WatchListNamespacedCustomObjectAsync(
                group, version, ns, plural, allowWatchBookmarks: true, resourceVersion: resourceVersion, timeoutSeconds: timeout,
                onError: onError, cancellationToken: cancellationToken)
            .Select(change => (change.Item1, Read<T>(change.Item2)))));

    /// <summary>The Secrets in one namespace that a label selector picks.</summary>
    public static ResourceSource<V1Secret> Secrets(this IKubernetes client, string ns, string labelSelector) => new(
        async cancellationToken =>
        {
            var list = await client.CoreV1.ListNamespacedSecretAsync(ns, labelSelector: labelSelector,
                cancellationToken: cancellationToken);
            return ([.. list.Items], list.Metadata.ResourceVersion);
        },
        (resourceVersion, timeout, cancellationToken) => ThrowingAsync(onError => client.CoreV1.WatchListNamespacedSecretAsync(
            ns, allowWatchBookmarks: true, labelSelector: labelSelector, resourceVersion: resourceVersion, timeoutSeconds: timeout,
            onError: onError, cancellationToken: cancellationToken)));

    // An error in the stream, such as 410, does not end the client's watch with an exception: without this we would resume from the
    // expired version for minutes.
    private static async IAsyncEnumerable<TChange> ThrowingAsync<TChange>(Func<Action<Exception>, IAsyncEnumerable<TChange>> watch)
    {
        Exception? fault = null;
        await foreach (var change in watch(error => fault = error)) yield return change;
        if (fault is not null) throw new HttpRequestException("The API server ended the watch with an error.", fault);
    }

    private static T Read<T>(object resource) => KubernetesJson.Deserialize<T>(((JsonElement)resource).GetRawText());
}

/// <summary>The list form of a custom resource.</summary>
public sealed record CustomResourceList<T>
{
    public V1ListMeta Metadata { get; init; } = new();

    public IReadOnlyList<T> Items { get; init; } = [];
}
