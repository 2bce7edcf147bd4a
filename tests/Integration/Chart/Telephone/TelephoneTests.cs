using IdBellen.Tests.Support.Environment;
using k8s.Models;

namespace IdBellen.Tests.Integration.Chart.Telephone;

/// <summary>The telephone in the chart, where somebody wants it.</summary>
public sealed class TelephoneTests
{
    [Fact]
    public async Task Without_it_there_is_nothing_of_it()
    {
        var text = await HelmChart.RenderAsync("--namespace", "system");

        foreach (var word in (string[])["asterisk", "worker", "coturn", "turn:", "Phones", "LoadBalancer"])
            text.Replace("Kubernetes__Workers", "", StringComparison.Ordinal).Should().NotContain(word);
    }

    [Fact]
    public async Task There_are_two_of_everything()
    {
        var chart = await RenderedChart.FromAsync(HelmChart.Telephone);

        chart.All<V1StatefulSet>().Single().Spec.Replicas.Should().Be(2);
        chart.All<V1Deployment>().Select(one => one.Spec.Replicas).Should().HaveCount(4).And.OnlyContain(replicas => replicas == 2);
        chart.All<V1PodDisruptionBudget>().Where(one => one.Spec.MaxUnavailable == "1").Select(one => one.Metadata.Name).Should()
            .Contain(["id-bellen-asterisk", "id-bellen-worker", "id-bellen-coturn"]);
        chart.All<V1Service>().Where(one => one.Spec.Type == "LoadBalancer").Select(one => (one.Metadata.Name, one.Spec.LoadBalancerIP))
            .Should().BeEquivalentTo([
                ("id-bellen-asterisk-0-udp", "203.0.113.10"), ("id-bellen-asterisk-0-tcp", "203.0.113.10"),
                ("id-bellen-asterisk-1-udp", "203.0.113.11"), ("id-bellen-asterisk-1-tcp", "203.0.113.11"),
                ("id-bellen-coturn-udp", null)]);
        foreach (var program in (string[])["api", "worker"])
            chart.Settings(program).Values.Select(setting => setting.Value).OfType<string>()
                .Where(value => value.Contains(":8088", StringComparison.Ordinal)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Api_and_worker_reach_an_Asterisk_under_the_name_that_calls_carry_even_while_it_is_emptied()
    {
        var chart = await RenderedChart.FromAsync(HelmChart.Telephone);

        var service = chart.All<V1Service>().Single(one => one.Spec.ClusterIP == "None");
        var set = chart.All<V1StatefulSet>().Single();
        set.Spec.ServiceName.Should().Be(service.Metadata.Name);
        var host = $"http://{set.Metadata.Name}-1.{service.Metadata.Name}:{service.Spec.Ports.Single().Port}";
        chart.Settings("api")["Phones__Exchanges__asterisk-1"].Value.Should().Be($"{host}/ws");
        chart.Settings("worker")["Asterisks__asterisk-1__Ari"].Value.Should().Be(host);
        chart.All<V1Service>().Where(one => one.Metadata.Name.Contains("asterisk", StringComparison.Ordinal)).Should()
            .OnlyContain(one => one.Spec.PublishNotReadyAddresses == true);
        service.Spec.Selector.Should().BeSubsetOf(set.Spec.Template.Metadata.Labels);
    }

    [Fact]
    public async Task A_trunk_is_seen_with_its_own_address_and_finds_every_port_of_sound()
    {
        var chart = await RenderedChart.FromAsync(HelmChart.Telephone);

        var service = chart.All<V1Service>().Single(one => one.Metadata.Name == "id-bellen-asterisk-1-udp").Spec;
        service.ExternalTrafficPolicy.Should().Be("Local");
        service.Selector.Should().Contain("statefulset.kubernetes.io/pod-name", "id-bellen-asterisk-1");
        service.Ports.Should().OnlyContain(port => port.Protocol == "UDP");
        service.Ports.Select(port => port.Port).Should().BeEquivalentTo([5060, .. Enumerable.Range(11000, 400)]);
        service.Ports.Select(port => port.Name).Should().OnlyHaveUniqueItems().And.OnlyContain(name => name.Length <= 15);
        chart.Settings("worker").Where(one => one.Key.StartsWith("Trunks__", StringComparison.Ordinal))
            .Select(one => (one.Key, one.Value.Value)).Should().Equal(("Trunks__Shared__0", "provider"));
    }

    [Theory]
    [InlineData(false, "turns:turn.id-bellen.example:443?transport=tcp")]
    [InlineData(true, "turns:turn.id-bellen.example:5349?transport=tcp")]
    public async Task Browsers_are_told_where_coturn_is_over_UDP_and_TLS(bool onNodes, string tls)
    {
        var chart = await RenderedChart.FromAsync([
            .. HelmChart.Telephone, "--set", $"telephony.coturn.tls.existingSecret=turn,telephony.coturn.hostNetwork={(onNodes ? "true" : "false")}",
            "--set", "telephony.coturn.networks={10.0.0.0/24}"]);

        var settings = chart.Settings("api");
        settings["Phones__Turn__Urls__0"].Value.Should().Be("turn:turn.id-bellen.example:3478?transport=udp");
        settings["Phones__Turn__Urls__1"].Value.Should().Be(tls);
        chart.All<V1Service>().Count(one => one.Metadata.Name.StartsWith("id-bellen-coturn", StringComparison.Ordinal)).Should()
            .Be(onNodes ? 0 : 2);
    }

    [Theory]
    [InlineData("api", "Phones__Turn__Secret", "turnSecret")]
    [InlineData("coturn", "TURN_SECRET", "turnSecret")]
    [InlineData("worker", "Asterisks__asterisk-0__Password", "ariPassword")]
    [InlineData("asterisk", "ARI_PASSWORD", "ariPassword")]
    public async Task Passwords_come_from_the_given_Secret_and_each_program_has_only_its_own(string program, string setting, string key)
    {
        var settings = (await RenderedChart.FromAsync(HelmChart.Telephone)).Settings(program);

        settings[setting].Value.Should().BeNull();
        (settings[setting].ValueFrom.SecretKeyRef.Name, settings[setting].ValueFrom.SecretKeyRef.Key).Should().Be(("telephone", key));
        settings.Values.Select(one => one.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>().Where(one => one.Name == "telephone")
            .Select(one => one.Key).Distinct(StringComparer.Ordinal).Should().Equal(key);
    }
}
