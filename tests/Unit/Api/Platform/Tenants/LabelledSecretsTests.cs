using AwesomeAssertions;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Resource;
using k8s.Models;

namespace IdBellen.Tests.Unit.Api.Platform.Tenants;

public sealed class LabelledSecretsTests
{
    [Fact]
    public void A_label_that_moves_takes_its_Secret_along()
    {
        var secrets = new LabelledSecrets();
        secrets.Put(Secret("arnhem")).Should().Equal("arnhem");

        secrets.Put(Secret("nijmegen")).Should().BeEquivalentTo("arnhem", "nijmegen");

        secrets.Of("arnhem").Should().BeEmpty();
        secrets.Of("nijmegen").Keys.Should().Equal("irma");
        secrets.Remove(Secret("arnhem")).Should().Equal("nijmegen");
        secrets.Of("nijmegen").Should().BeEmpty();
    }

    private static V1Secret Secret(string municipality) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "irma",
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [WellKnown.MunicipalityLabel] = municipality }
        },
    };
}
