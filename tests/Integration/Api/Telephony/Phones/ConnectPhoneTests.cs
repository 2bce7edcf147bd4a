using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Phones;

/// <summary>How an agent's browser phone gets its token, and who gets none.</summary>
public sealed class ConnectPhoneTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Only_the_agent_who_has_the_call_gets_a_token_and_only_while_it_lasts()
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var (call, reference) = await PhoneScene.TakenAsync(municipality, agents[0]);

        (await (municipality.Citizen with { Port = scene.Port }).SendAsync(
            "mutation ($id: ID!) { connectPhone(callId: $id) { target } }", new { id = call })).Code.Should().Be("NOT_SIGNED_IN");
        (await scene.ConnectAsync(await municipality.AdminAsync(), call)).Code.Should().Be("NOT_ALLOWED");
        (await scene.ConnectAsync(agents[1], call)).Code.Should().Be("CALL_NOT_YOURS");
        (await scene.ConnectAsync(agents[0], Guid.NewGuid().ToString())).Code.Should().Be("CALL_ENDED");
        (await scene.ConnectAsync(agents[0], call)).Errors.Should().BeEmpty();

        await (await municipality.ExchangeAsync()).GetAsync(
            "mutation ($r: String!) { reportCall(callReference: $r, state: ENDED) { next } }", new { r = reference });
        (await scene.ConnectAsync(agents[0], call)).Code.Should().Be("CALL_ENDED", "in wrap-up there is nobody to talk to");
    }

    [Fact]
    public async Task Without_browser_phones_or_at_an_exchange_that_is_not_configured_it_is_refused_with_a_reason()
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var elsewhere = await scene.MunicipalityAsync("demo");
        var agent = (await elsewhere.AgentsAsync("anna"))[0];
        var (call, _) = await PhoneScene.TakenAsync(elsewhere, agent);
        (await scene.ConnectAsync(agent, call)).Code.Should().Be("NO_BROWSER_PHONE");
        (await scene.CheckAsync(agent)).Code.Should().Be("NO_BROWSER_PHONE");
        ((bool)(await agent.GraphQL.GetAsync("{ viewer { hasBrowserPhone } }"))["viewer"]!["hasBrowserPhone"]!).Should().BeFalse();

        var municipality = await scene.MunicipalityAsync();
        var other = (await municipality.AgentsAsync("anna"))[0];
        (call, _) = await PhoneScene.TakenAsync(municipality, other, "asterisk-7");
        (await scene.ConnectAsync(other, call)).Code.Should().Be("PHONE_SERVER_UNKNOWN");
        ((bool)(await other.GraphQL.GetAsync("{ viewer { hasBrowserPhone } }"))["viewer"]!["hasBrowserPhone"]!).Should().BeTrue();
    }

    [Fact]
    public async Task The_address_is_on_the_municipalitys_own_origin_and_the_relays_credential_names_nobody()
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var (call, reference) = await PhoneScene.TakenAsync(municipality, agent);

        var connection = (await scene.ConnectAsync(agent, call)).Data!["connectPhone"]!;

        ((string)connection["address"]!).Should().Be($"{municipality.Origin.Replace("http:", "ws:", StringComparison.Ordinal)}/phone");
        ((string)connection["target"]!).Should().MatchRegex($@"^sip:{municipality.Name}\.[0-9a-f]{{32}}@").And.NotContain(reference);
        var relay = connection["iceServers"]!.AsArray().Should().ContainSingle().Subject!;
        var name = (string)relay["username"]!;
        name.Should().MatchRegex("^[0-9]+:[0-9a-f]{12}$").And.NotContain((await agent.IdAsync()).ToString("N")[..8]);
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(name.Split(':')[0], CultureInfo.InvariantCulture)).Should()
            .BeCloseTo(fixture.Time.GetUtcNow().AddMinutes(10), TimeSpan.FromSeconds(30));
#pragma warning disable CA5350 // The algorithm of the protocol.
        ((string)relay["credential"]!).Should().Be(Convert.ToBase64String(
            HMACSHA1.HashData(Encoding.UTF8.GetBytes("a secret of the test"), Encoding.UTF8.GetBytes(name))));
#pragma warning restore CA5350
        (await municipality.QueryAsync("SELECT * FROM phone_token")).Should().ContainSingle()
            .Which.Should().NotContain(PhoneScene.TokenOf(connection), "the database has its hash only");
    }
}
