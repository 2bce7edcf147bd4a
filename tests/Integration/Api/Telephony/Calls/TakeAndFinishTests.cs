using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

public sealed class TakeAndFinishTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Nobody_but_an_agent_of_the_municipality_sees_or_takes_its_calls()
    {
        var municipality = await fixture.MunicipalityAsync();
        var other = await fixture.MunicipalityAsync();
        await municipality.IdentifiedCallAsync();
        var id = (await municipality.QueryAsync("SELECT id FROM call")).Single();
        var admin = await municipality.AdminAsync();
        var foreigner = (await other.AgentsAsync("vreemde"))[0];
        const string List = "{ liveCalls { id } }";

        (await municipality.Citizen.SendAsync(List)).Code.Should().Be("NOT_SIGNED_IN");
        (await admin.GraphQL.SendAsync(List)).Code.Should().Be("NOT_ALLOWED", "an admin is not an agent");
        (await (await municipality.ExchangeAsync()).SendAsync(List)).Code.Should().Be("NOT_SIGNED_IN");
        (await new GraphQLClient(municipality) { Cookie = foreigner.Cookie }.SendAsync(List)).Code.Should()
            .Be("NOT_SIGNED_IN", "a cookie of another municipality is worthless");
        (await foreigner.CallsAsync()).Should().BeEmpty();
        (await foreigner.TakeAsync(id)).Outcome.Should().Be("ENDED", "there is no such call at that municipality");
        (await admin.GraphQL.SendAsync($"mutation {{ takeCall(callId: \"{id}\") {{ outcome }} }}")).Code.Should().Be("NOT_ALLOWED");
        (await municipality.QueryAsync("SELECT count(*) FROM call WHERE taken_by IS NULL")).Should().Equal("1");
    }

    [Fact]
    public async Task A_page_of_another_origin_is_a_citizen_whatever_cookie_the_browser_adds()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];

        (await new GraphQLClient(municipality) { Cookie = agent.Cookie, Origin = "https://www.gemeente.example" }.SendAsync(
            "{ liveCalls { id } }"))
            .Code.Should().Be("NOT_SIGNED_IN");
        (await new GraphQLClient(municipality) { Cookie = agent.Cookie, Origin = "https://evil.example" }.SendAsync(
            "{ municipality { name } }"))
            .Status.Should().Be(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task While_a_call_waits_agents_see_the_overview_and_once_taken_only_the_taker_sees_all()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await municipality.IdentifiedCallAsync();

        var waiting = await agents[1].CallAsync();
        waiting.Attributes.Select(attribute => attribute.Value).Should().Equal(ServedMunicipality.FullName);
        waiting.Links.Should().BeEmpty();
        waiting.CallerNumber.Should().BeNull();

        var taken = (await agents[0].TakeAsync(waiting.Id)).Call!;
        taken.Attributes.Select(attribute => attribute.Value).Should()
            .Equal(ServedMunicipality.FullName, ServedMunicipality.Bsn);
        taken.Attributes.Select(attribute => attribute.Label!.Nl).Should()
            .Equal("Volledige naam", "Burgerservicenummer (BSN)");
        taken.Links.Single().Url.Should()
            .MatchRegex($"^/calls/{taken.Id}/links/[0-9a-f]{{16}}$", "no data of the caller is in it");
        taken.CallerNumber.Should().Be("+31612345678");

        var seenByOther = await agents[1].CallAsync();
        seenByOther.TakenBy.Should().Be("anna");
        seenByOther.Mine.Should().BeFalse();
        seenByOther.Attributes.Should().BeEmpty();
        (await municipality.QueryAsync("SELECT action FROM data_access_log ORDER BY id")).Should().Contain("overview").And.Contain("taken");
    }

    [Fact]
    public async Task A_replaced_tenant_key_costs_the_data_that_the_old_one_sealed_and_nothing_else()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        await municipality.ExecuteAsync("UPDATE session SET key_id = 'gone'; UPDATE call SET key_id = 'gone'");

        var call = await agent.CallAsync();

        call.Identified.Should().BeTrue();
        call.Attributes.Should().BeEmpty();
    }

    [Fact]
    public async Task Of_agents_who_click_at_once_exactly_one_gets_the_call()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("a", "b", "c", "d");
        await municipality.IdentifiedCallAsync();
        var id = (await agents[0].CallAsync()).Id;

        var outcomes = await Task.WhenAll(agents.Select(async agent => (await agent.TakeAsync(id)).Outcome));

        outcomes.Should().BeEquivalentTo(["TAKEN", "ALREADY_TAKEN", "ALREADY_TAKEN", "ALREADY_TAKEN"]);
    }

    [Fact]
    public async Task An_agent_has_one_call_at_a_time()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        await municipality.IdentifiedCallAsync();
        var ids = (await agent.CallsAsync()).Select(call => call.Id).ToList();

        var outcomes = await Task.WhenAll(ids.Select(async id => (await agent.TakeAsync(id)).Outcome));

        outcomes.Should().BeEquivalentTo(["TAKEN", "BUSY"]);
    }

    [Fact]
    public async Task A_call_whose_caller_hung_up_cannot_be_taken()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var reference = await municipality.IdentifiedCallAsync();
        var id = (await agent.CallAsync()).Id;
        await (await municipality.ExchangeAsync()).ReportAsync(reference, "ENDED");

        (await agent.TakeAsync(id)).Outcome.Should().Be("ENDED");
    }

    [Fact]
    public async Task A_colleague_cannot_finish_my_call()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await municipality.IdentifiedCallAsync();
        var id = (await agents[0].CallAsync()).Id;
        await agents[0].TakeAsync(id);

        (await agents[1].FinishAsync(id)).Code.Should().Be("CALL_NOT_YOURS");

        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("1");
    }

    [Fact]
    public async Task Finishing_erases_and_may_be_repeated()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        var id = (await agent.CallAsync()).Id;
        await agent.TakeAsync(id);

        (await agent.FinishAsync(id)).Errors.Should().BeEmpty();
        (await agent.FinishAsync(id)).Errors.Should().BeEmpty();

        (await municipality.QueryAsync("SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM call)")).Should().Equal("0");
        (await agent.CallsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_exchange_is_told_which_agent_took_which_call()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var reference = await municipality.IdentifiedCallAsync();
        var exchange = await municipality.ExchangeAsync();
        await using var assignments = exchange
            .SubscribeAsync<IReadOnlyList<Assignment>>("subscription { assignments { callReference agentId } }").GetAsyncEnumerator();
        (await assignments.MoveNextAsync()).Should().BeTrue();
        assignments.Current.Should().BeEmpty();

        await agent.TakeAsync((await agent.CallAsync()).Id);

        (await assignments.MoveNextAsync()).Should().BeTrue();
        assignments.Current[0].CallReference.Should().Be(reference);
    }

    [Fact]
    public async Task An_agents_stream_begins_with_a_snapshot_and_tells_of_new_calls()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var calls = agent.GraphQL
            .SubscribeAsync<IReadOnlyList<ListedCall>>("subscription { liveCalls { id purpose { name } } }").GetAsyncEnumerator();
        (await calls.MoveNextAsync()).Should().BeTrue();
        calls.Current.Should().BeEmpty();

        await municipality.IdentifiedCallAsync();

        (await calls.MoveNextAsync()).Should().BeTrue();
        calls.Current[0].Purpose!.Name.Should().Be("uitkering");
    }
}
