using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IdBellen.Kubernetes.Election;

/// <summary>One Lease (coordination.k8s.io/v1) of the API server. Needs the rights to get, create and update it.</summary>
public sealed class LeaseClient(IKubernetes client, string ns, string name)
{
    /// <summary>Reads the lease; null if it does not exist.</summary>
    public async Task<V1Lease?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.CoordinationV1.ReadNamespacedLeaseAsync(name, ns, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Writes the lease over the one that was read, or makes it when none was.</summary>
    /// <returns>The lease as written; null if another replica has changed, created or deleted it in the meantime.</returns>
    public async Task<V1Lease?> WriteAsync(V1Lease? read, V1LeaseSpec content, CancellationToken cancellationToken)
    {
        var metadata = read?.Metadata ?? new V1ObjectMeta { Name = name, NamespaceProperty = ns };
        var lease = new V1Lease { Metadata = metadata, Spec = content };
        try
        {
            return read is null
                ? await client.CoordinationV1.CreateNamespacedLeaseAsync(lease, ns, cancellationToken: cancellationToken)
                : await client.CoordinationV1.ReplaceNamespacedLeaseAsync(lease, name, ns, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.Conflict || IsGone(fault, read))
        {
            return null;
        }
    }

    // On creation, 404 means that the namespace is missing, not that another replica has the lease.
    private static bool IsGone(HttpOperationException fault, V1Lease? read) =>
        read is not null && fault.Response.StatusCode == HttpStatusCode.NotFound;
}
