using IdBellen.Kubernetes.Watch;
using IdBellen.Tenancy.Resource;
using k8s;

namespace IdBellen.Operator.Municipalities.Strays;

/// <summary>The municipalities of all namespaces, as the API server has them now.</summary>
internal sealed class ClusterMunicipalities(IKubernetes client)
{
    public async Task<IReadOnlyList<Municipality>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await client.CustomObjects.ListClusterCustomObjectAsync<CustomResourceList<Municipality>>(
            Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural, cancellationToken: cancellationToken)).Items];
}
