using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using k8s.Models;

namespace IdBellen.Tests.Unit.Tenancy.Hosting;

public sealed class OriginsTests
{
    [Theory]
    [InlineData(null, "https", null, "https://arnhem.id-bellen.example")]
    [InlineData("Loket.Arnhem.nl", "https", null, "https://loket.arnhem.nl")]
    [InlineData(null, "http", 8080, "http://arnhem.id-bellen.example:8080")]
    public void The_origin_is_the_first_host_in_lower_case_with_scheme_and_port(string? host, string scheme, int? port, string expected)
    {
        var hosting = new HostingOptions { BaseDomain = "id-bellen.example", Scheme = scheme, Port = port };
        var municipality = new Municipality
        {
            Metadata = new V1ObjectMeta { Name = "arnhem" },
            Spec = new MunicipalitySpec { Hosts = host is null ? null : [host, "second.example"] },
        };

        hosting.OriginOf(municipality).Should().Be(expected);
    }
}
