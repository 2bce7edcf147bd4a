using System.ComponentModel.DataAnnotations;
using IdBellen.Kubernetes.Clients;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>The namespace of the municipalities' resources and Secrets.</summary>
internal sealed record ServedNamespaceOptions : ClusterConnection
{
    public const string Section = "Kubernetes";

    [Required(ErrorMessage = "Set Kubernetes__Namespace to the namespace of the municipalities.")]
    public string Namespace { get; init; } = "id-bellen";
}
