using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Telephones;

/// <summary>Where an agent takes calls: what the exchange is told, and who gets which telephone. These move the api's clock.</summary>
public sealed class ChooseTelephoneTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Assignments = "subscription { assignments { callReference agentId telephone rings } }";

    [Fact]
    public async Task The_exchange_learns_the_telephone_of_the_agent_and_every_change_of_it()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var (admin, agent) = (await municipality.AdminAsync(), (await municipality.AgentsAsync("anna"))[0]);
        var telephone = (await admin.AddTelephoneAsync("Balie 3", "0263770003")).Value;
        await using var exchange = await FollowAsync(municipality);
        (await agent.ChooseTelephoneAsync(telephone.Id)).Value.Single().IsYours.Should().BeTrue();
        var (call, reference) = await WaitingAsync(municipality, agent);

        await agent.TakeAsync(call);
        (await exchange.NextAsync()).Should().Be(new Assignment(reference, await agent.IdAsync(), telephone.Number, 0));
        (await agent.RingTelephoneAsync(call)).Errors.Should().BeEmpty();
        (await exchange.NextAsync()).Rings.Should().Be(1);
        await agent.ChooseTelephoneAsync(null);
        (await exchange.NextAsync()).Telephone.Should().BeNull();
        (await agent.RingTelephoneAsync(call)).Code.Should().Be("TELEPHONE_UNKNOWN", "it rings in the browser now");
        await agent.ChooseTelephoneAsync(telephone.Id);
        (await exchange.NextAsync()).Telephone.Should().Be(telephone.Number);
        await admin.RemoveTelephoneAsync(telephone.Id);
        (await exchange.NextAsync()).Telephone.Should().BeNull("it was removed");
        (await agent.TelephonesAsync()).Value.Should().BeEmpty();
    }

    [Fact]
    public async Task The_agents_own_call_shows_its_telephone_and_whether_they_talk_and_nobody_elses_does()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var telephone = (await (await municipality.AdminAsync()).AddTelephoneAsync("Balie 3", "0263770003")).Value;
        await agents[0].ChooseTelephoneAsync(telephone.Id);
        var (call, reference) = await WaitingAsync(municipality, agents[0]);
        var exchange = await municipality.ExchangeAsync();
        async Task<(string?, bool)> ShownAsync(SignedIn agent)
        {
            var shown = (await agent.GraphQL.GetAsync("{ liveCalls { telephone connected } }"))["liveCalls"]![0]!;
            return ((string?)shown["telephone"], (bool)shown["connected"]!);
        }

        (await ShownAsync(agents[0])).Should().Be((null, false), "it waits");
        var taken = await agents[0].GraphQL.GetAsync("mutation ($id: ID!) { takeCall(callId: $id) { call { telephone connected } } }",
            new { id = call });
        ((string)taken["takeCall"]!["call"]!["telephone"]!).Should().Be("Balie 3");
        await exchange.ReportAsync(reference, "CONNECTED");
        (await ShownAsync(agents[0])).Should().Be(("Balie 3", true));
        (await ShownAsync(agents[1])).Should().Be((null, false));
        await exchange.ReportAsync(reference, "QUEUED");
        (await ShownAsync(agents[0])).Should().Be(("Balie 3", false));
        await exchange.ReportAsync(reference, "CONNECTED");
        await agents[0].ReleaseAsync(call);
        await agents[1].TakeAsync(call);
        (await ShownAsync(agents[1])).Should().Be((null, false), "another agent, in the browser, whose phone is not there yet");
    }

    [Fact]
    public async Task A_telephone_is_one_agents_until_that_agent_leaves_it_or_goes_away_without_a_call()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var admin = await municipality.AdminAsync();
        var three = (await admin.AddTelephoneAsync("Balie 3", "0263770003")).Value.Id;
        var four = (await admin.AddTelephoneAsync("Balie 4", "0263770004")).Value.Id;
        await using (await agents[0].OpenPageAsync())
        {
            await agents[0].ChooseTelephoneAsync(three);
            (await agents[1].ChooseTelephoneAsync(three)).Code.Should().Be("TELEPHONE_IN_USE");
            (await agents[1].TelephonesAsync()).Value[0].Should().Be(new ListedTelephone(three, "Balie 3", null, "anna", false, false));
            await agents[0].ChooseTelephoneAsync(four);
            (await agents[1].ChooseTelephoneAsync(three)).Errors.Should().BeEmpty("an agent has one");
        }

        fixture.Time.Advance(TimeSpan.FromSeconds(31));
        var (call, _) = await WaitingAsync(municipality, agents[0]);
        await agents[0].TakeAsync(call);
        (await agents[1].ChooseTelephoneAsync(four)).Code.Should().Be("TELEPHONE_IN_USE", "somebody talks on it");
        await agents[0].FinishAsync(call);
        (await agents[1].ChooseTelephoneAsync(four)).Value.Select(one => one.UsedBy).Should().Equal(null, "bram");
        (await agents[0].TelephonesAsync()).Value.Should().NotContain(one => one.IsYours, "it was left behind");
    }

    [Fact]
    public async Task A_choice_ends_with_the_session_in_which_it_was_made_and_with_the_role()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var admin = await municipality.AdminAsync();
        var telephone = (await admin.AddTelephoneAsync("Balie 3", "0263770003")).Value.Id;

        await agents[0].ChooseTelephoneAsync(telephone);
        await municipality.ExecuteAsync($"DELETE FROM signed_in_session WHERE account_id = '{await agents[0].IdAsync()}'");
        (await admin.TelephonesAsync()).Value.Single().UsedBy.Should().BeNull();

        await agents[1].ChooseTelephoneAsync(telephone);
        (await admin.GraphQL.SendAsync("mutation ($id: ID!) { changeRoles(accountId: $id, roles: [ADMIN]) { id } }",
            new { id = await agents[1].IdAsync() })).Errors.Should().BeEmpty();
        (await admin.TelephonesAsync()).Value.Single().UsedBy.Should().BeNull();
        (await agents[1].ChooseTelephoneAsync(telephone)).Code.Should().Be("NOT_ALLOWED");
    }

    [Fact]
    public async Task Of_agents_who_choose_one_telephone_at_the_same_moment_one_gets_it()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram", "chris");
        var telephone = (await (await municipality.AdminAsync()).AddTelephoneAsync("Balie 3", "0263770003")).Value.Id;
        foreach (var agent in agents) await agent.GraphQL.GetAsync("mutation { setAvailability(available: true) { available } }");

        var answers = await Task.WhenAll(agents.Select(agent => agent.ChooseTelephoneAsync(telephone)));

        answers.Count(answer => answer.Errors.Count == 0).Should().Be(1);
        answers.Where(answer => answer.Errors.Count > 0).Should().AllSatisfy(answer => answer.Code.Should().Be("TELEPHONE_IN_USE"));
    }

    [Fact]
    public async Task Only_who_has_the_call_lets_the_telephone_ring_again()
    {
        var municipality = await fixture.TalkingMunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var telephone = (await (await municipality.AdminAsync()).AddTelephoneAsync("Balie 3", "0263770003")).Value.Id;
        await agents[1].ChooseTelephoneAsync(telephone);
        var (call, reference) = await WaitingAsync(municipality, agents[0]);
        await agents[0].TakeAsync(call);

        (await agents[1].RingTelephoneAsync(call)).Code.Should().Be("CALL_NOT_YOURS");
        (await agents[0].RingTelephoneAsync(call)).Code.Should().Be("TELEPHONE_UNKNOWN", "this agent talks in the browser");
        (await (await municipality.AdminAsync()).RingTelephoneAsync(call)).Code.Should().Be("NOT_ALLOWED");
        await (await municipality.ExchangeAsync()).ReportAsync(reference, "ENDED");
        (await agents[0].RingTelephoneAsync(call)).Code.Should().Be("CALL_ENDED");
    }

    private static async Task<(string Call, string Reference)> WaitingAsync(ServedMunicipality municipality, SignedIn agent)
    {
        var reference = $"asterisk-0.{Guid.NewGuid()}";
        await (await municipality.ExchangeAsync()).ReportAsync(reference, "QUEUED");
        return ((await agent.CallAsync()).Id, reference);
    }

    private static async Task<Followed> FollowAsync(ServedMunicipality municipality)
    {
        var followed = new Followed((await municipality.ExchangeAsync()).SubscribeAsync(Assignments).GetAsyncEnumerator());
        await followed.SkipEmptyAsync();
        return followed;
    }

    private sealed class Followed(IAsyncEnumerator<System.Text.Json.Nodes.JsonNode> lists) : IAsyncDisposable
    {
        public async Task SkipEmptyAsync() => (await lists.MoveNextAsync()).Should().BeTrue();

        public async Task<Assignment> NextAsync()
        {
            (await lists.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken))
                .Should().BeTrue();
            var one = lists.Current["data"]!["assignments"]!.AsArray().Single()!;
            return new Assignment((string)one["callReference"]!, (Guid)one["agentId"]!, (string?)one["telephone"], (int)one["rings"]!);
        }

        public ValueTask DisposeAsync() => lists.DisposeAsync();
    }
}
