using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>Values that cannot be right are refused with what to change, before anything is installed.</summary>
public sealed class ValuesTests
{
    [Theory]
    [InlineData("operator.image.repository=", "Set operator.image.repository")]
    [InlineData("api.image.repository=", "Set api.image.repository")]
    [InlineData("hosting.baseDomain=", "Set hosting.baseDomain")]
    [InlineData("platform.existingSecret=", "Set platform.existingSecret")]
    [InlineData("connections.serverLimit=null", "Set connections.serverLimit")]
    [InlineData("connections.serverLimit=70", "connections.serverLimit 70 has no room for a single municipality")]
    [InlineData("municipalities.namespace=system", "municipalities.namespace and the namespace of the release must differ")]
    [InlineData("hosting.scheme=http", "hosting.scheme http is for localhost only")]
    [InlineData("hosting.scheme=ftp", "at '/hosting/scheme'")]
    [InlineData("hosting.baseDomain=Arnhem_1", "at '/hosting/baseDomain'")]
    [InlineData("hosting.port=70000", "at '/hosting/port'")]
    [InlineData("hosting.trustedProxies={10.0.0.1}", "at '/hosting/trustedProxies/0'")]
    [InlineData("municipalities.namespace=Id Bellen", "at '/municipalities/namespace'")]
    [InlineData("platform.connectionString=Host=db", "additional properties 'connectionString' not allowed")]
    [InlineData("operator.replicas=0", "at '/operator/replicas': minimum: got 0, want 1")]
    [InlineData("operator.workers=65", "at '/operator/workers'")]
    [InlineData("api.image.pullPolicy=Sometimes", "at '/api/image/pullPolicy'")]
    [InlineData("connections.poolSize=five", "at '/connections/poolSize': got string, want integer")]
    [InlineData("ingress.hosts={https://a.example}", "at '/ingress/hosts/0'")]
    [InlineData("mail.host=mail.example", "Set mail.from")]
    [InlineData("accessLog.otlp.endpoint=http://otel.example", "at '/accessLog/otlp/endpoint'")]
    [InlineData("accessLog.otlp.endpoint=https://otel.example,accessLog.file.existingClaim=logs", "not both")]
    [InlineData("accessLog.file.name=../x", "at '/accessLog/file/name'")]
    [InlineData("alerts.enabled=yes", "at '/alerts/enabled'")]
    [InlineData("mail.security=Tls", "at '/mail/security'")]
    [InlineData("dashboard.origin=https://jobs.id-bellen.example", "Set dashboard.authority")]
    [InlineData("dashboard.origin=http://jobs.id-bellen.example", "at '/dashboard/origin'")]
    [InlineData("dashboard.origin=https://jobs.id-bellen.example/jobs", "at '/dashboard/origin'")]
    [InlineData("dashboard.clientId=jobs", "Set dashboard.origin")]
    [InlineData("dashboard.clientSecret=geheim", "additional properties 'clientSecret' not allowed")]
    [InlineData("networkpolicy.enabled=false", "additional properties 'networkpolicy' not allowed")]
    public async Task A_wrong_value_is_refused_with_what_to_change(string value, string text)
    {
        var render = () => HelmChart.RenderAsync("--namespace", "system", "--set", value);

        (await render.Should().ThrowAsync<InvalidOperationException>()).WithMessage($"*{text}*");
    }

    [Theory]
    [InlineData("telephony.existingSecret=", "Set telephony.existingSecret")]
    [InlineData("telephony.trunks=null", "Set telephony.trunks")]
    [InlineData("telephony.asterisk.image.repository=", "Set telephony.asterisk.image.repository")]
    [InlineData("telephony.worker.image.repository=", "Set telephony.worker.image.repository")]
    [InlineData("telephony.coturn.image.repository=", "Set telephony.coturn.image.repository")]
    [InlineData("telephony.coturn.host=", "Set telephony.coturn.host")]
    [InlineData("telephony.coturn.hostNetwork=true", "Set telephony.coturn.networks")]
    [InlineData("telephony.asterisk.networks=null", "Set telephony.asterisk.networks")]
    [InlineData("telephony.asterisk.replicas=3", "Set telephony.asterisk.externalAddresses.2")]
    [InlineData("telephony.asterisk.rtp.last=10999", "telephony.asterisk.rtp: last must not be lower than first")]
    [InlineData("telephony.asterisk.rtp.first=10000", "telephony.asterisk.rtp contains 10250")]
    [InlineData("telephony.asterisk.sipPort=1023", "at '/telephony/asterisk/sipPort'")]
    [InlineData("telephony.asterisk.recordings[0].folder=sounds/nl", "at '/telephony/asterisk/recordings/0'")]
    [InlineData("telephony.trunks[0].existingSecret=", "provider registers, so set its user, and its existingSecret")]
    [InlineData("telephony.trunks[0].password=geheim", "additional properties 'password' not allowed")]
    [InlineData("telephony.trunks[0].addresses={sip.provider.example}", "at '/telephony/trunks/0/addresses/0'")]
    [InlineData("telephony.trunks[1].addresses=null", "at '/telephony/trunks/1/addresses'")]
    [InlineData("telephony.trunks[1].transport=tls", "Set telephony.asterisk.tls.existingSecret")]
    [InlineData("telephony.trunks[1].encryption=sdes", "own has encryption sdes, which needs transport tls")]
    [InlineData("telephony.trunks[1].user=u", "own has a user, so set its existingSecret")]
    public async Task A_wrong_value_of_the_telephone_is_refused_too(string value, string text)
    {
        var render = () => HelmChart.RenderAsync([.. HelmChart.Telephone, "--namespace", "system", "--set", value]);

        (await render.Should().ThrowAsync<InvalidOperationException>()).WithMessage($"*{text}*");
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_refused()
    {
        var render = () => HelmChart.RenderAsync("--namespace", "system", "--kube-version", "1.19.16");

        (await render.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*chart requires kubeVersion: >=1.20.0-0*");
    }

    [Fact]
    public async Task Helm_finds_nothing_to_complain_of()
    {
        var said = await HelmChart.HelmAsync(kubeconfig: null,
            ["lint", "--strict", HelmChart.Folder, .. HelmChart.Required, .. HelmChart.Telephone, "--set", "ingress.enabled=true"]);

        said.Should().Contain("0 chart(s) failed").And.NotContain("[WARNING]").And.NotContain("[ERROR]");
    }

    [Fact]
    public async Task It_brings_the_definition_that_the_repository_keeps()
    {
        var shipped = await HelmChart.HelmAsync(kubeconfig: null, "show", "crds", HelmChart.Folder);

        shipped.Trim().TrimStart('-').Trim().Should().Be(
            (await File.ReadAllTextAsync(Repository.File("crds", "municipality.yaml"), TestContext.Current.CancellationToken)).Trim());
    }
}
