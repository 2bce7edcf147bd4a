using System.Text.Json;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Models;

namespace IdBellen.Operator.Municipalities.Acceptance;

/// <summary>The configuration last given to <c>kubectl apply</c>, from its annotation, from which the API server drops no fields.</summary>
internal static class LastApplied
{
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Deserialises the specification in it; null without one.</summary>
    public static string? Spec(Municipality municipality)
    {
        if (municipality.GetAnnotation(Annotation) is not { Length: > 0 } applied) return null;
        try
        {
            return KubernetesJson.Serialize(KubernetesJson.Deserialize<Municipality>(applied).Spec);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
