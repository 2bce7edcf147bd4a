using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IdBellen.Kubernetes.Clients;

/// <summary>
/// Reads one kind of custom resource in one namespace and writes its finalizer and status. Every write includes the resource version that
/// it is based on, so that it never overwrites concurrent changes.
/// </summary>
public sealed class ResourceClient<T>(IKubernetes client, string group, string version, string plural, string ns)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The resource as the API server has it now; null when it does not exist.</summary>
    public async Task<T?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CustomObjects.GetNamespacedCustomObjectAsync<T>(group, version, ns, plural, name, cancellationToken);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The resource with the finalizer; unchanged, and nothing written, when it has it.</summary>
    /// <exception cref="HttpOperationException">409 if the resource has changed in the meantime.</exception>
    public async Task<T> AddFinalizerAsync(T resource, string finalizer, CancellationToken cancellationToken)
    {
        var finalizers = resource.Metadata.Finalizers ?? [];
        return finalizers.Contains(finalizer)
            ? resource : await WriteFinalizersAsync(resource, [.. finalizers, finalizer], cancellationToken);
    }

    /// <summary>Removes our finalizer and keeps all others.</summary>
    /// <exception cref="HttpOperationException">409 if the resource has changed in the meantime.</exception>
    public async Task RemoveFinalizerAsync(T resource, string finalizer, CancellationToken cancellationToken)
    {
        var finalizers = resource.Metadata.Finalizers ?? [];
        if (finalizers.Contains(finalizer))
            await WriteFinalizersAsync(resource, [.. finalizers.Where(other => other != finalizer)], cancellationToken);
    }

    /// <summary>The resource with the status; unchanged, and nothing written, when it has it.</summary>
    /// <exception cref="HttpOperationException">409 if the resource has changed in the meantime.</exception>
    public async Task<T> WriteStatusAsync<TStatus>(T resource, TStatus? current, TStatus desired, CancellationToken cancellationToken)
        where TStatus : class
    {
        if (current is not null && KubernetesJson.Serialize(current) == KubernetesJson.Serialize(desired)) return resource;
        object[] change =
        [
            new { op = "replace", path = "/metadata/resourceVersion", value = resource.Metadata.ResourceVersion },
            new { op = "add", path = "/status", value = desired },
        ];
        return await client.CustomObjects.PatchNamespacedCustomObjectStatusAsync<T>(
            new V1Patch(KubernetesJson.Serialize(change), V1Patch.PatchType.JsonPatch), group, version, ns, plural, resource.Metadata.Name,
            cancellationToken: cancellationToken);
    }

    /// <summary>Deletes the resource as it was seen; one that has changed since stays.</summary>
    /// <exception cref="HttpOperationException">409 if the resource has changed in the meantime, 404 when it is gone.</exception>
    public Task DeleteAsync(T resource, CancellationToken cancellationToken) => client.CustomObjects.DeleteNamespacedCustomObjectAsync(
        group, version, ns, plural, resource.Metadata.Name,
        new V1DeleteOptions
        {
            Preconditions = new V1Preconditions { Uid = resource.Metadata.Uid, ResourceVersion = resource.Metadata.ResourceVersion },
            PropagationPolicy = "Background",
        },
        cancellationToken: cancellationToken);

    private Task<T> WriteFinalizersAsync(T resource, IList<string> finalizers, CancellationToken cancellationToken)
    {
        var change = new { metadata = new { resourceVersion = resource.Metadata.ResourceVersion, finalizers } };
        return client.CustomObjects.PatchNamespacedCustomObjectAsync<T>(
            new V1Patch(KubernetesJson.Serialize(change), V1Patch.PatchType.MergePatch), group, version, ns, plural, resource.Metadata.Name,
            cancellationToken: cancellationToken);
    }
}
