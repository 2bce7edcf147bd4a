using System.ComponentModel.DataAnnotations;
using IdBellen.Kubernetes.Clients;

namespace IdBellen.Telephony.Asterisk.Municipalities;

/// <summary>The cluster, and the namespaces of the municipalities and of the programs.</summary>
internal sealed record WatchedNamespaceOptions : ClusterConnection
{
    public const string Section = "Kubernetes";

    [Required(ErrorMessage = "Set Kubernetes__Namespace to the namespace of the municipalities.")]
    public string Namespace { get; init; } = "id-bellen";

    /// <summary>The namespace of the programs, where the Leases are.</summary>
    [Required]
    public string SystemNamespace { get; init; } = "id-bellen-system";
}
