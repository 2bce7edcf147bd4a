using System.ComponentModel.DataAnnotations;
using IdBellen.Kubernetes.Clients;

namespace IdBellen.Operator.Cluster;

/// <summary>The cluster, and the namespaces of the resources.</summary>
internal sealed record KubernetesOptions : ClusterConnection
{
    public const string Section = "Kubernetes";

    /// <summary>The namespace of the municipalities and their Secrets.</summary>
    [Required(ErrorMessage = "Set Kubernetes__Namespace to the namespace of the municipalities.")]
    public string Namespace { get; init; } = "id-bellen";

    /// <summary>The namespace of operator and api: leases, the platform's keys and the receipts of teardowns are here.</summary>
    [Required]
    public string SystemNamespace { get; init; } = "id-bellen-system";

    /// <summary>The number of municipalities that are reconciled concurrently.</summary>
    [Range(1, 64)]
    public int Workers { get; init; } = 4;

    /// <summary>
    /// Whether to search for municipalities in namespaces that are not watched, and for databases and roles without a resource.
    /// </summary>
    public bool TellStrays { get; init; } = true;
}
