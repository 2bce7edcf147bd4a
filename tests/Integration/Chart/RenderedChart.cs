using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>What helm makes of the chart, as resources.</summary>
internal sealed record RenderedChart(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Resources)
{
    public static async Task<RenderedChart> FromAsync(params IEnumerable<string> options) =>
        new([.. KubernetesYaml.LoadAllFromString(await HelmChart.RenderAsync(["--namespace", "system", .. options]))
            .Cast<IKubernetesObject<V1ObjectMeta>>()]);

    public IEnumerable<T> All<T>() => Resources.OfType<T>();

    public V1PodSpec Pod(string program) => All<V1Deployment>().Select(one => (one.Metadata.Name, one.Spec.Template))
        .Concat(All<V1StatefulSet>().Select(one => (one.Metadata.Name, one.Spec.Template)))
        .Single(one => one.Name == $"id-bellen-{program}").Template.Spec;

    /// <summary>The settings of a program, by name.</summary>
    public IReadOnlyDictionary<string, V1EnvVar> Settings(string program) =>
        Pod(program).Containers.Single().Env.ToDictionary(setting => setting.Name, StringComparer.Ordinal);
}
