using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Phones;

/// <summary>A token opens one call, once, for the agent who has it.</summary>
public sealed class RedeemPhoneTokenTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Invalid = "PHONE_TOKEN_INVALID";

    [Fact]
    public async Task Nobody_but_the_municipalitys_own_exchange_redeems_it_and_only_once()
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var neighbour = await scene.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var (call, reference) = await PhoneScene.TakenAsync(municipality, agent);
        var token = PhoneScene.TokenOf((await scene.ConnectAsync(agent, call)).Data!["connectPhone"]!);

        (await scene.RedeemAsync(municipality.Citizen, token)).Code.Should().Be("NOT_ALLOWED");
        (await scene.RedeemAsync(agent.GraphQL, token)).Code.Should().Be("NOT_ALLOWED");
        (await scene.RedeemAsync(await neighbour.ExchangeAsync(), token)).Code.Should().Be(Invalid);
        (await scene.RedeemAsync(exchange, new string('0', 32))).Code.Should().Be(Invalid);
        (await scene.RedeemAsync(exchange, "")).Code.Should().Be(Invalid);
        (await scene.RedeemAsync(exchange, token.ToUpperInvariant())).Code.Should().Be(Invalid);

        var redeemed = (await scene.RedeemAsync(exchange, token)).Data!["redeemPhoneToken"]!;
        ((string)redeemed["kind"]!).Should().Be("CALL");
        ((string)redeemed["callReference"]!).Should().Be(reference);
        Guid.Parse((string)redeemed["agentId"]!).Should().Be(await agent.IdAsync());
        (await scene.RedeemAsync(exchange, token)).Code.Should().Be(Invalid, "it was used");
    }

    [Fact]
    public async Task Of_two_who_redeem_it_at_the_same_time_one_gets_it()
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var (call, _) = await PhoneScene.TakenAsync(municipality, agent);
        var token = PhoneScene.TokenOf((await scene.ConnectAsync(agent, call)).Data!["connectPhone"]!);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.RedeemAsync(exchange, token)));

        answers.Where(answer => answer.Errors.Count == 0).Should().ContainSingle();
        answers.Where(answer => answer.Errors.Count > 0 && answer.Code == Invalid).Should().HaveCount(7);
    }

    [Theory]
    [InlineData("late")]
    [InlineData("replaced")]
    [InlineData("given back")]
    [InlineData("transferred")]
    [InlineData("hung up")]
    [InlineData("finished")]
    [InlineData("signed out")]
    [InlineData("disabled")]
    public async Task It_is_worth_nothing_once_it_is(string what)
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var exchange = await municipality.ExchangeAsync();
        await using var there = await agents[1].OpenPageAsync();
        var (call, reference) = await PhoneScene.TakenAsync(municipality, agents[0]);
        var token = PhoneScene.TokenOf((await scene.ConnectAsync(agents[0], call)).Data!["connectPhone"]!);

        await (what switch
        {
            "late" => municipality.ExecuteAsync("UPDATE phone_token SET expires_at = expires_at - interval '31 seconds'"),
            "replaced" => scene.ConnectAsync(agents[0], call),
            "given back" => agents[0].ReleaseAsync(call),
            "transferred" => agents[0].TransferAsync(call, await agents[1].IdAsync()),
            "hung up" => exchange.GetAsync(
                "mutation ($r: String!) { reportCall(callReference: $r, state: ENDED) { next } }", new { r = reference }),
            "finished" => agents[0].FinishAsync(call),
            "signed out" => municipality.ExecuteAsync("DELETE FROM signed_in_session"),
            _ => (await municipality.AdminAsync()).GraphQL.GetAsync(
                "mutation ($id: ID!) { setAccountDisabled(accountId: $id, disabled: true) { id } }",
                new { id = await agents[0].IdAsync() }),
        });

        (await scene.RedeemAsync(exchange, token)).Code.Should().Be(Invalid);
    }

    [Fact]
    public async Task A_token_of_a_check_opens_an_echo_and_no_call()
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        await PhoneScene.TakenAsync(municipality, agent);

        var token = PhoneScene.TokenOf((await scene.CheckAsync(agent)).Data!["checkPhone"]!);
        var redeemed = (await scene.RedeemAsync(exchange, token)).Data!["redeemPhoneToken"]!;

        ((string)redeemed["kind"]!).Should().Be("ECHO");
        redeemed["callReference"].Should().BeNull();
        (await scene.RedeemAsync(exchange, token)).Code.Should().Be(Invalid);
    }
}
