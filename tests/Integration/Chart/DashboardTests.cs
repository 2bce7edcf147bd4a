using k8s.Models;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>The dashboard of the jobs, where somebody wants one.</summary>
public sealed class DashboardTests
{
    /// <summary>Values of a whole one.</summary>
    public static IReadOnlyList<string> Options { get; } =
    [
        "--set", "dashboard.origin=https://jobs.id-bellen.example", "--set", "dashboard.authority=https://login.id-bellen.example", "--set",
        "dashboard.clientId=jobs",
        "--set", "dashboard.adminRole=admin", "--set", "dashboard.existingSecret=jobs-client",
    ];

    private static readonly string[] Peers = ["--set", "networkPolicy.dashboardFrom[0].namespaceSelector.matchLabels.name=ingress"];

    [Fact]
    public async Task Without_values_there_is_none_and_no_port_for_it()
    {
        var chart = await RenderedChart.FromAsync(Peers);

        chart.Settings("operator").Keys.Should().NotContain(name => name.StartsWith("Dashboard", StringComparison.Ordinal));
        chart.Pod("operator").Containers.Single().Ports.Should().ContainSingle();
        Service(chart).Should().ContainSingle();
        Policy(chart).Should().BeNullOrEmpty();
    }

    [Fact]
    public async Task Its_secret_comes_from_the_given_Secret_and_its_port_is_open_only_to_the_given_peers()
    {
        var closed = await RenderedChart.FromAsync(Options);
        var open = await RenderedChart.FromAsync([.. Options, .. Peers]);

        var secret = closed.Settings("operator")["Dashboard__ClientSecret"];
        secret.Value.Should().BeNull();
        (secret.ValueFrom.SecretKeyRef.Name, secret.ValueFrom.SecretKeyRef.Key).Should().Be(("jobs-client", "clientSecret"));
        Service(closed).Should().Contain(port => port.Name == "dashboard" && port.Port == 8081);
        closed.Settings("operator")["Dashboard__Listen"].Value.Should().EndWith(":8081");
        Policy(closed).Should().BeNullOrEmpty();
        var rule = Policy(open).Should().ContainSingle().Subject;
        rule.Ports.Select(port => port.Port.Value).Should().Equal("dashboard");
        rule.FromProperty.Should().ContainSingle();
        closed.Settings("api").Keys.Should().NotContain(name => name.StartsWith("Dashboard", StringComparison.Ordinal));
    }

    private static IList<V1ServicePort> Service(RenderedChart chart) =>
        chart.All<V1Service>().Single(service => service.Metadata.Name == "id-bellen-operator").Spec.Ports;

    private static IList<V1NetworkPolicyIngressRule> Policy(RenderedChart chart) =>
        chart.All<V1NetworkPolicy>().Single(policy => policy.Metadata.Name == "id-bellen-operator").Spec.Ingress;
}
