using IdBellen.Tests.Support.Environment;
using k8s.Models;

namespace IdBellen.Tests.Integration.Chart.Telephone;

/// <summary>Who may talk to whom, as a table.</summary>
public sealed class TelephonePolicyTests
{
    private static readonly string[] Options = [.. HelmChart.Telephone, "--set", "telephony.coturn.tls.existingSecret=turn"];

    [Theory]
    [InlineData("worker")]
    [InlineData("asterisk", "TCP http: api, worker", "UDP 11000-11399: coturn", "UDP sip + TCP sip-tcp: 192.0.2.10/32, 192.0.2.11/32",
        "UDP 11000-11399: 192.0.2.0/24", "UDP sip + TCP sip-tcp: 198.51.100.7/32", "UDP 11000-11399: 198.51.100.7/32")]
    [InlineData("coturn", "UDP turn + TCP turn-tls: all", "UDP 20000-20999: asterisk")]
    public async Task Nobody_else_comes_in(string program, params string[] table) =>
        Said(Policy(await RenderedChart.FromAsync(Options), program).Ingress, rule => rule.FromProperty, rule => rule.Ports)
            .Should().Equal(table);

    [Theory]
    [InlineData("worker", "UDP 53 + TCP 53: all", "TCP 443 + TCP 6443: all", "TCP 8088: asterisk", "TCP 8080: api")]
    [InlineData("asterisk", "UDP 53 + TCP 53: all", "UDP 20000-20999: coturn", "UDP 5060: 192.0.2.10/32, 192.0.2.11/32",
        "UDP: 192.0.2.0/24", "TCP 5080: 198.51.100.7/32", "UDP: 198.51.100.7/32")]
    [InlineData("coturn", "UDP 11000-11399: asterisk")]
    public async Task It_goes_nowhere_else(string program, params string[] table) =>
        Said(Policy(await RenderedChart.FromAsync(Options), program).Egress, rule => rule.To, rule => rule.Ports).Should().Equal(table);

    [Fact]
    public async Task The_api_reaches_Asterisk_and_is_reached_by_the_worker_also_when_its_peers_are_limited()
    {
        var chart = await RenderedChart.FromAsync(
            [.. Options, "--set", "networkPolicy.apiFrom[0].namespaceSelector.matchLabels.name=ingress"]);

        var policy = Policy(chart, "api");
        Said(policy.Egress, rule => rule.To, rule => rule.Ports).Should().Contain("TCP 8088: asterisk");
        policy.Ingress.Single().FromProperty.Should().HaveCount(2);
        policy.Ingress.Single().FromProperty[1].PodSelector.MatchLabels["app.kubernetes.io/component"].Should().Be("worker");
        Said(Policy(chart, "operator").Egress, rule => rule.To, rule => rule.Ports).Should().OnlyContain(
            line => line.EndsWith(": all", StringComparison.Ordinal))
            .And.NotContain(line => line.Contains("8088", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pods_on_the_network_of_the_nodes_are_known_by_the_networks_of_these()
    {
        var chart = await RenderedChart.FromAsync([
            .. Options, "--set", "telephony.asterisk.hostNetwork=true", "--set", "telephony.asterisk.networks={10.0.0.4,10.0.1.0/24}"]);

        Said(Policy(chart, "worker").Egress, rule => rule.To, rule => rule.Ports).Should().Contain("TCP 8088: 10.0.0.4/32, 10.0.1.0/24");
        Said(Policy(chart, "coturn").Ingress, rule => rule.FromProperty, rule => rule.Ports).Should()
            .Contain("UDP 20000-20999: 10.0.0.4/32, 10.0.1.0/24");
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_of_ports_gets_all_of_UDP_rather_than_one_port() =>
        Said(Policy(await RenderedChart.FromAsync([.. Options, "--kube-version", "1.24.0"]), "coturn").Egress, rule => rule.To,
            rule => rule.Ports).Should().Equal("UDP: asterisk");

    private static V1NetworkPolicySpec Policy(RenderedChart chart, string program)
    {
        var policy = chart.All<V1NetworkPolicy>().Single(one => one.Metadata.Name == $"id-bellen-{program}").Spec;
        policy.PolicyTypes.Should().Equal("Ingress", "Egress");
        policy.PodSelector.MatchLabels["app.kubernetes.io/component"].Should().Be(program);
        return policy;
    }

    private static IEnumerable<string> Said<T>(
        IList<T>? rules, Func<T, IList<V1NetworkPolicyPeer>?> peers, Func<T, IList<V1NetworkPolicyPort>> ports) =>
        (rules ?? []).Select(rule => $"{string.Join(" + ", ports(rule).Select(Said))}: "
            + (peers(rule) is { Count: > 0 } some ? string.Join(", ", some.Select(Said)) : "all"));

    private static string Said(V1NetworkPolicyPort port) =>
        $"{port.Protocol} {port.Port?.Value}{(port.EndPort is { } end ? $"-{end}" : "")}".TrimEnd();

    private static string Said(V1NetworkPolicyPeer peer) =>
        peer.IpBlock?.Cidr ?? peer.PodSelector.MatchLabels["app.kubernetes.io/component"];
}
