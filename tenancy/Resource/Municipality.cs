using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace IdBellen.Tenancy.Resource;

/// <summary>
/// The custom resource by which a platform admin onboards a municipality. Its schema is <c>crds/municipality.yaml</c>;
/// a test compares both field by field.
/// </summary>
[KubernetesEntity(Group = ApiGroup, ApiVersion = ApiVersionName, Kind = KindName, PluralName = Plural)]
public sealed record Municipality : IKubernetesObject<V1ObjectMeta>, ISpec<MunicipalitySpec>, IStatus<MunicipalityStatus?>
{
    public const string ApiGroup = "idbellen.nl";
    public const string ApiVersionName = "v1alpha1";
    public const string KindName = "Municipality";
    public const string Plural = "municipalities";

    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = $"{ApiGroup}/{ApiVersionName}";

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = KindName;

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    [JsonPropertyName("spec")]
    public MunicipalitySpec Spec { get; set; } = new();

    [JsonPropertyName("status")]
    public MunicipalityStatus? Status { get; set; }

    /// <summary>The resource's UID: it marks everything made for this resource, so that a namesake never gets it.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid;

    /// <summary>Whether reconciliation is paused by <see cref="WellKnown.PausedAnnotation"/>.</summary>
    [JsonIgnore]
    public bool IsPaused => this.GetAnnotation(WellKnown.PausedAnnotation) == "true";

    [JsonIgnore]
    public bool IsBeingDeleted => Metadata.DeletionTimestamp is not null;
}
