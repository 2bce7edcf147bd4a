using System.Globalization;
using IdBellen.Tests.Support.Environment;
using k8s.Models;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>What the pods may do, and what they are told.</summary>
public sealed class PodTests
{
    [Theory]
    [InlineData("operator")]
    [InlineData("api")]
    public async Task A_pod_has_no_right_on_its_node(string program)
    {
        var pod = (await RenderedChart.FromAsync()).Pod(program);

        pod.SecurityContext.RunAsNonRoot.Should().BeTrue();
        pod.SecurityContext.SeccompProfile.Type.Should().Be("RuntimeDefault");
        pod.Volumes.Should().OnlyContain(volume => volume.EmptyDir != null);
        (pod.HostNetwork ?? pod.HostPID ?? pod.HostIPC ?? false).Should().BeFalse();
        var container = pod.Containers.Should().ContainSingle().Subject;
        container.SecurityContext.Should().BeEquivalentTo(new V1SecurityContext
        {
            AllowPrivilegeEscalation = false,
            Privileged = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new V1Capabilities { Drop = ["ALL"] },
        });
        container.LivenessProbe.HttpGet.Path.Should().Be("/healthz");
        container.ReadinessProbe.HttpGet.Path.Should().Be("/readyz");
        container.Resources.Limits.Should().ContainKey("memory");
    }

    [Theory]
    [InlineData("operator", "operator")]
    [InlineData("api", "api")]
    public async Task The_connection_string_comes_from_the_given_Secret(string program, string key)
    {
        var setting = (await RenderedChart.FromAsync()).Settings(program)["Platform__ConnectionString"];

        setting.Value.Should().BeNull();
        setting.ValueFrom.SecretKeyRef.Name.Should().Be("platform");
        setting.ValueFrom.SecretKeyRef.Key.Should().Be(key);
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("api")]
    public async Task A_pod_writes_no_dump_of_its_memory_and_lets_nobody_look_into_it(string program)
    {
        var settings = (await RenderedChart.FromAsync()).Settings(program);

        settings["DOTNET_DbgEnableMiniDump"].Value.Should().Be("0");
        settings["DOTNET_EnableDiagnostics"].Value.Should().Be("0");
    }

    [Fact]
    public async Task The_connection_budget_counts_the_api_as_it_is_deployed()
    {
        var chart = await RenderedChart.FromAsync("--set", "api.replicas=4", "--set", "connections.poolSize=7", "--set", "connections.perReplica=70");

        var rollout = chart.All<V1Deployment>().Single(deployment => deployment.Metadata.Name == "id-bellen-api").Spec;
        var atOnce = rollout.Replicas + int.Parse(rollout.Strategy.RollingUpdate.MaxSurge, CultureInfo.InvariantCulture);
        chart.Settings("operator")["ConnectionBudget__Replicas"].Value.Should().Be(atOnce!.Value.ToString(CultureInfo.InvariantCulture));
        chart.Settings("operator")["Database__PoolSize"].Value.Should().Be("7");
        chart.Settings("api")["Database__PoolSize"].Value.Should().Be("7");
        chart.Settings("operator")["Database__MaxConnections"].Value.Should().Be("70");
        chart.Settings("api")["Database__MaxConnections"].Value.Should().Be("70");
    }

    [Fact]
    public async Task The_operator_is_scraped_where_its_metrics_are()
    {
        var annotations = (await RenderedChart.FromAsync()).All<V1Deployment>()
            .Single(deployment => deployment.Metadata.Name == "id-bellen-operator").Spec.Template.Metadata.Annotations;

        annotations.Should().Contain("prometheus.io/scrape", "true").And.Contain("prometheus.io/port", "8080").And.Contain(
            "prometheus.io/path", "/metrics");
    }

    [Theory]
    [InlineData("policy/v1beta1", "--kube-version", "1.20.2")]
    [InlineData("policy/v1", "--kube-version", "1.21.0")]
    [InlineData("policy/v1", "--kube-version", "1.35.0")]
    [InlineData("policy/v1", "--api-versions", "policy/v1/PodDisruptionBudget")]
    public async Task Disruption_budgets_are_of_a_version_that_the_server_has(string version, string option, string value)
    {
        // As text, because the client for C# has forgotten the old version.
        var documents = (await HelmChart.RenderAsync("--namespace", "system", option, value)).Split("\n---\n");

        documents.Where(document => document.Contains("kind: PodDisruptionBudget", StringComparison.Ordinal)).Should()
            .HaveCount(2).And.OnlyContain(budget => budget.Contains($"apiVersion: {version}\n", StringComparison.Ordinal));
    }
}
