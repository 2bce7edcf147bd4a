using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Chart.Telephone;

/// <summary>The pods' own command, with exactly the variables that the chart gives, up to where Asterisk or coturn would begin.</summary>
public sealed class PodStartTests : IDisposable
{
    private static readonly string Start = Repository.File("telephony", "asterisk", "config", "start");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("id-bellen-test-pod-");

    public PodStartTests()
    {
        folder.CreateSubdirectory("data/music/default");
        foreach (var program in (string[])["asterisk", "turnserver"])
        {
            var file = Path.Combine(folder.CreateSubdirectory("bin").FullName, program);
            File.WriteAllText(file, $"#!/bin/sh\necho {program} \"$@\"\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Asterisk_finds_all_that_it_needs()
    {
        var chart = await RenderedChart.FromAsync([
            .. HelmChart.Telephone, "--set", "telephony.asterisk.tls.existingSecret=sip,telephony.asterisk.localNetwork=10.42.0.0/16",
            "--set", "telephony.trunks[1].transport=tls,telephony.trunks[1].encryption=sdes,telephony.trunks[1].qualify=30",
            "--set", "telephony.trunks[1].codecs={opus,alaw}"]);

        var said = await RunAsync(chart, "asterisk");

        said.Trim().Should().Be($"asterisk -f -n -C {folder.FullName}/config/asterisk.conf");
        Written("asterisk.conf").Should().Contain("systemname = asterisk-1\n").And.Contain($"astdatadir => {folder.FullName}/data\n");
        Written("pjsip.conf").Should().Contain("bind = 10.42.7.8:5060\n").And.Contain("external_media_address = 203.0.113.11\n").And
            .Contain("local_net = 10.42.0.0/16\n");
        Written("transport-tls.conf").Should().Contain("bind = 10.42.7.8:5061\n");
        Written("http.conf").Should().Contain("bindaddr = 10.42.7.8\n").And.Contain("bindport = 8088\n");
        Written("ari.conf").Should().Contain("[idbellen]").And.Contain("password = secret of telephone/ariPassword\n");
        Written("rtp.conf").Should().Contain("rtpstart = 11000\n").And.Contain("rtpend = 11399\n");
        Written("trunks.conf").Should().Contain("match = 192.0.2.10,192.0.2.11\n").And
            .Contain("server_uri = sip:sip.provider.example:5060").And.Contain("username = 31263371000\n").And
            .Contain("password = secret of provider/password\n").And.Contain("media_encryption = sdes\n").And
            .Contain("IDBELLEN_TRUNK_CHANNELS=30\n").And.Contain("qualify_frequency = 30\n").And
            .Contain("allow = alaw,ulaw,g722\n").And.Contain("allow = opus,alaw\n");
    }

    [Fact]
    public async Task Asterisk_on_the_network_of_its_node_is_seen_with_the_address_of_that()
    {
        var chart = await RenderedChart.FromAsync([
            .. HelmChart.Telephone, "--set", "telephony.asterisk.hostNetwork=true",
            "--set", @"telephony.asterisk.externalAddresses.10\.42\.7\.8=198.51.100.99"]);

        await RunAsync(chart, "asterisk", replica: 7);

        Written("pjsip.conf").Should().Contain("external_media_address = 198.51.100.99\n");
    }

    [Fact]
    public async Task Asterisk_does_not_start_with_an_address_of_another()
    {
        var chart = await RenderedChart.FromAsync([
            .. HelmChart.Telephone, "--set", "telephony.asterisk.hostNetwork=true",
            "--set", @"telephony.asterisk.externalAddresses.10\.42\.7\.9=198.51.100.99"]);

        var start = () => RunAsync(chart, "asterisk", replica: 7);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "*EXTERNAL_ADDRESSES has nothing for 7 or 10.42.7.8*");
    }

    [Fact]
    public async Task Coturn_finds_all_that_it_needs_and_relays_to_Asterisk_alone()
    {
        var chart = await RenderedChart.FromAsync([
            .. HelmChart.Telephone, "--set", "telephony.coturn.tls.existingSecret=turn",
            "--set", "telephony.asterisk.networks={10.42.3.0/16,10.9.8.7}"]);

        var said = await RunAsync(chart, "coturn");

        said.Trim().Should().Be($"turnserver -c {folder.FullName}/config/turnserver.conf");
        var written = Written("turnserver.conf");
        written.Should().Contain("static-auth-secret=secret of telephone/turnSecret\n").And.Contain("listening-ip=10.42.7.8\n").And
            .Contain("relay-ip=10.42.7.8\n").And.Contain("tls-listening-port=5349\n").And.Contain("realm=turn.id-bellen.example\n").And
            .Contain("min-port=20000\n").And.Contain("max-port=20999\n").And.NotContain("external-ip");
        written.Split('\n').Where(line => line.StartsWith("allowed-peer-ip", StringComparison.Ordinal)).Should()
            .Equal("allowed-peer-ip=10.42.0.0-10.42.255.255", "allowed-peer-ip=10.9.8.7");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Written(string file) => File.ReadAllText(Path.Combine(folder.FullName, "config", file));

    private Task<string> RunAsync(RenderedChart chart, string program, int replica = 1)
    {
        var variables = chart.Settings(program).Values.Select(setting => $"{setting.Name}={Here(setting switch
        {
            { Value: { } value } => value,
            { ValueFrom.SecretKeyRef: { } secret } => $"secret of {secret.Name}/{secret.Key}",
            { ValueFrom.FieldRef.FieldPath: "metadata.name" } => $"id-bellen-{program}-{replica}",
            { ValueFrom.FieldRef.FieldPath: "status.podIP" } => "10.42.7.8",
            _ => throw new InvalidOperationException($"{setting.Name} has no value."),
        })}");
        chart.Pod(program).Containers.Single().Command.Should().Equal("/opt/id-bellen/config/start", program);
        return Command.RunAsync("env", ["-i", $"PATH={folder.FullName}/bin:/usr/bin:/bin", .. variables, Start, program]);
    }

    private string Here(string value) => value.Replace("/run/id-bellen", folder.FullName, StringComparison.Ordinal)
        .Replace("/opt/id-bellen", folder.FullName, StringComparison.Ordinal);
}
