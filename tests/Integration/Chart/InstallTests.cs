using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>
/// helm installs, upgrades and uninstalls on the real API server. No node runs the pods; that the API server takes all of it is the
/// question.
/// </summary>
public sealed class InstallTests(TestEnvironment environment)
{
    [Fact]
    public async Task The_API_server_takes_all_of_it_and_what_belongs_to_municipalities_outlives_the_release()
    {
        var api = await environment.KubernetesAsync();
        var release = $"chart-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        var (system, municipalities) = ($"{release}-system", $"{release}-tenants");
        string[] options =
        [
            "--namespace", system, .. HelmChart.Required, .. HelmChart.Telephone, "--set", $"municipalities.namespace={municipalities}",
            "--set", "ingress.enabled=true", "--set", "networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.name=monitoring",
        ];
        try
        {
            var notes = await HelmChart.HelmAsync(api.Kubeconfig,
                ["install", release, HelmChart.Folder, "--create-namespace", .. await ForServerAsync(api), .. options]);
            notes.Should().Contain($"kubectl -n {municipalities} delete municipalities --all");
            var deployments =
                await api.Client.AppsV1.ListNamespacedDeploymentAsync(system, cancellationToken: TestContext.Current.CancellationToken);
            deployments.Items.Select(deployment => (deployment.Metadata.Name, deployment.Spec.Replicas)).Should()
                .BeEquivalentTo([
                    ($"{release}-operator", (int?)2), ($"{release}-api", 2), ($"{release}-worker", 2), ($"{release}-coturn", 2)]);
            (await api.Client.AppsV1.ReadNamespacedStatefulSetAsync($"{release}-asterisk", system,
                cancellationToken: TestContext.Current.CancellationToken)).Spec.Replicas.Should().Be(2);

            await HelmChart.HelmAsync(api.Kubeconfig, ["upgrade", release, HelmChart.Folder, "--set", "api.replicas=3", .. options]);
            (await api.Client.AppsV1.ReadNamespacedDeploymentAsync($"{release}-api", system,
                cancellationToken: TestContext.Current.CancellationToken))
                .Spec.Replicas.Should().Be(3);

            await HelmChart.HelmAsync(api.Kubeconfig, "uninstall", release, "--namespace", system);
            (await api.Client.CoreV1.ReadNamespaceAsync(municipalities, cancellationToken: TestContext.Current.CancellationToken))
                .Metadata.DeletionTimestamp.Should().BeNull();
            (await api.Client.ApiextensionsV1.ReadCustomResourceDefinitionAsync(
                "municipalities.idbellen.nl", cancellationToken: TestContext.Current.CancellationToken)).Metadata.DeletionTimestamp.Should()
                .BeNull();
            (await api.Client.RbacAuthorizationV1.ListClusterRoleAsync(
                labelSelector: $"app.kubernetes.io/instance={release}")).Items.Should().BeEmpty();
            (await api.Client.RbacAuthorizationV1.ListNamespacedRoleAsync(municipalities)).Items.Should().BeEmpty();
        }
        finally
        {
            await api.KubectlAsync("delete", "namespace", system, municipalities, "--ignore-not-found", "--wait=false");
            await api.KubectlAsync("delete", "clusterrole,clusterrolebinding", "-l", $"app.kubernetes.io/instance={release}");
        }
    }

    // Before 1.25 an API server knows no CEL rules, and where helm 4 leaves the merging to the server it refuses what it does not know.
    private static async Task<string[]> ForServerAsync(KubernetesApi api) =>
        int.Parse((await api.Client.Version.GetCodeAsync()).Minor.TrimEnd('+'), CultureInfo.InvariantCulture) < 25
            ? ["--server-side=false"] : [];
}
