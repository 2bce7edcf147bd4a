using IdBellen.Demo;
using IdBellen.Demo.Problems;

namespace IdBellen.Tests.Unit.Demo.Municipalities;

public sealed class DemoSettingsTests
{
    [Theory]
    [InlineData("PagesUrl=nowhere", "Demo__PagesUrl")]
    [InlineData("IrmaUrl=https://localhost:1", "Demo__IrmaUrl")]
    [InlineData("IrmaSse=perhaps", "Demo__IrmaSse")]
    [InlineData("SessionLifetimeMinutes=0", "Demo__SessionLifetimeMinutes")]
    [InlineData("IrmaKeyFile=/does/not/exist.pem", "Demo__IrmaKeyFile")]
    [InlineData("PeopleFile=/does/not/exist.json", "Demo__PeopleFile")]
    [InlineData("Municipalities={", "Demo__Municipalities")]
    [InlineData("Municipalities=[{\"name\":\"arnhem\"}]", "Demo__Municipalities")]
    public void A_setting_that_cannot_be_used_is_named(string setting, string name)
    {
        var building = () => DemoHost.Build(["--Demo:" + setting]);

        building.Should().Throw<DemoSettingsException>().Which.Message.Should().Contain(name);
    }
}
