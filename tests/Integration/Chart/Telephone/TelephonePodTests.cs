using IdBellen.Tests.Support.Environment;
using k8s.Models;

namespace IdBellen.Tests.Integration.Chart.Telephone;

/// <summary>What the pods of the telephone may do, and how they end.</summary>
public sealed class TelephonePodTests
{
    private static readonly string[] Certificates =
        ["--set", "telephony.asterisk.tls.existingSecret=sip,telephony.coturn.tls.existingSecret=turn"];

    [Theory]
    [InlineData("asterisk")]
    [InlineData("coturn")]
    [InlineData("worker")]
    public async Task A_pod_has_no_right_on_its_node(string program)
    {
        var pod = (await RenderedChart.FromAsync([.. HelmChart.Telephone, .. Certificates])).Pod(program);

        pod.SecurityContext.RunAsNonRoot.Should().BeTrue();
        pod.SecurityContext.RunAsUser.Should().BePositive();
        pod.SecurityContext.SeccompProfile.Type.Should().Be("RuntimeDefault");
        pod.Volumes.Should().OnlyContain(volume => volume.EmptyDir != null || volume.Secret != null);
        (pod.HostNetwork ?? pod.HostPID ?? pod.HostIPC ?? false).Should().BeFalse();
        var container = pod.Containers.Should().ContainSingle().Subject;
        container.SecurityContext.Should().BeEquivalentTo(new V1SecurityContext
        {
            AllowPrivilegeEscalation = false,
            Privileged = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new V1Capabilities { Drop = ["ALL"] },
        });
        container.LivenessProbe.Should().NotBeNull();
        container.ReadinessProbe.Should().NotBeNull();
        container.Resources.Limits.Should().ContainKey("memory");
        container.Ports.Select(port => port.ContainerPort).Should().OnlyContain(port => port >= 1024, "it has no capability for others");
    }

    [Theory]
    [InlineData("asterisk")]
    [InlineData("coturn")]
    public async Task What_handles_sound_knows_no_API_server_and_keeps_passwords_in_memory_alone(string program)
    {
        var pod = (await RenderedChart.FromAsync([.. HelmChart.Telephone, .. Certificates])).Pod(program);

        pod.AutomountServiceAccountToken.Should().BeFalse();
        pod.ServiceAccountName.Should().BeNull();
        pod.EnableServiceLinks.Should().BeFalse("a variable of a Service could be taken for a setting");
        foreach (var folder in (string[])["/run/id-bellen/config", "/run/id-bellen/state"])
        {
            var mount = pod.Containers.Single().VolumeMounts.Single(one => one.MountPath == folder);
            pod.Volumes.Single(volume => volume.Name == mount.Name).EmptyDir.Medium.Should().Be("Memory");
        }
        pod.Volumes.Where(volume => volume.Secret is not null).Should().ContainSingle().Which.Secret.DefaultMode.Should()
            .Be(288, "that is 0440");
    }

    [Theory]
    [InlineData("asterisk")]
    [InlineData("coturn")]
    public async Task It_has_four_hours_to_end_its_calls_and_then_a_moment(string program)
    {
        var pod = (await RenderedChart.FromAsync(HelmChart.Telephone)).Pod(program);

        pod.TerminationGracePeriodSeconds.Should().BeGreaterThan(4 * 3600);
        pod.Containers.Single().Lifecycle.PreStop.Exec.Command.Should().Equal("/opt/id-bellen/config/drain", program);
        File.ReadAllText(Repository.File("telephony", "asterisk", "config", "drain")).Should().Contain("${DRAIN_LIMIT:-14400}");
    }

    [Fact]
    public async Task The_worker_is_asked_for_its_health_where_its_metrics_are()
    {
        var chart = await RenderedChart.FromAsync(HelmChart.Telephone);

        var container = chart.Pod("worker").Containers.Single();
        container.LivenessProbe.HttpGet.Path.Should().Be("/livez");
        container.ReadinessProbe.HttpGet.Path.Should().Be("/readyz");
        chart.Settings("worker")["DOTNET_DbgEnableMiniDump"].Value.Should().Be("0");
        chart.Settings("worker")["DOTNET_EnableDiagnostics"].Value.Should().Be("0");
        chart.All<V1Deployment>().Single(one => one.Metadata.Name == "id-bellen-worker").Spec.Template.Metadata.Annotations.Should()
            .Contain("prometheus.io/scrape", "true").And.Contain("prometheus.io/port", "8080")
            .And.Contain("prometheus.io/path", "/metrics");
    }

    [Fact]
    public async Task On_the_network_of_the_nodes_there_is_no_load_balancer_and_no_policy_that_would_not_count()
    {
        var chart = await RenderedChart.FromAsync([
            .. HelmChart.Telephone, "--set", "telephony.asterisk.hostNetwork=true,telephony.coturn.hostNetwork=true",
            "--set", "telephony.coturn.networks={10.0.0.0/24}"]);

        foreach (var program in (string[])["asterisk", "coturn"])
        {
            chart.Pod(program).HostNetwork.Should().BeTrue();
            chart.Pod(program).Containers.Single().Ports.Should().NotBeEmpty("so that no two come to one node");
        }
        chart.All<V1Service>().Should().OnlyContain(service => service.Spec.Type == null);
        chart.All<V1NetworkPolicy>().Select(policy => policy.Metadata.Name).Should()
            .BeEquivalentTo("id-bellen-operator", "id-bellen-api", "id-bellen-worker");
    }

    [Fact]
    public async Task Recordings_of_a_municipality_lie_beside_the_prompts()
    {
        var pod = (await RenderedChart.FromAsync([
            .. HelmChart.Telephone, "--set", "telephony.asterisk.recordings[0].folder=sounds/nl_arnhem",
            "--set", "telephony.asterisk.recordings[0].configMap=arnhem", "--set", "telephony.asterisk.recordings[1].folder=music/arnhem",
            "--set", "telephony.asterisk.recordings[1].claim=music"])).Pod("asterisk");

        pod.Containers.Single().VolumeMounts.Where(mount => mount.MountPath.StartsWith("/opt", StringComparison.Ordinal)).Should()
            .OnlyContain(mount => mount.ReadOnlyProperty == true).And.HaveCount(2);
        pod.Volumes.Should().Contain(volume => volume.ConfigMap != null && volume.ConfigMap.Name == "arnhem").And.Contain(
            volume => volume.PersistentVolumeClaim != null && volume.PersistentVolumeClaim.ClaimName == "music");
    }
}
