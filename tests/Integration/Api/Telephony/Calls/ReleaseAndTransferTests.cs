using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>A call goes back to the queue, or to a colleague.</summary>
public sealed class ReleaseAndTransferTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Only_the_taker_may_give_a_call_back_or_pass_it_on()
    {
        var municipality = await fixture.MunicipalityAsync();
        var (agents, other) =
            (await municipality.AgentsAsync("anna", "bram"), (await (await fixture.MunicipalityAsync()).AgentsAsync("vreemde"))[0]);
        await municipality.IdentifiedCallAsync();
        var id = (await agents[0].CallAsync()).Id;
        var bram = await agents[1].IdAsync();

        (await agents[1].ReleaseAsync(id)).Code.Should().Be("CALL_NOT_YOURS", "nobody has it");
        await agents[0].TakeAsync(id);
        (await agents[1].ReleaseAsync(id)).Code.Should().Be("CALL_NOT_YOURS");
        (await agents[1].TransferAsync(id, bram)).Code.Should().Be("CALL_NOT_YOURS");
        (await other.ReleaseAsync(id)).Code.Should().Be("CALL_ENDED", "that municipality has no such call");
        (await other.TransferAsync(id, bram)).Value.Outcome.Should().Be("ENDED");
        (await municipality.Citizen.SendAsync($"mutation {{ releaseCall(callId: \"{id}\") {{ callId }} }}")).Code.Should()
            .Be("NOT_SIGNED_IN");
        (await (await municipality.AdminAsync()).ReleaseAsync(id)).Code.Should().Be("NOT_ALLOWED");
        (await agents[0].CallAsync()).Mine.Should().BeTrue();
    }

    [Fact]
    public async Task A_call_that_is_given_back_waits_at_its_old_place_and_shows_the_overview_again()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var exchange = await municipality.ExchangeAsync();
        var first = await municipality.IdentifiedCallAsync();
        var id = (await agents[0].CallAsync()).Id;
        await municipality.IdentifiedCallAsync();
        await agents[0].TakeAsync(id);
        (await exchange.ReportAsync(first, "CONNECTED")).Should().Be("TALK");

        (await agents[0].ReleaseAsync(id)).Errors.Should().BeEmpty();

        (await exchange.ReportAsync(first, "CONNECTED")).Should().Be("QUEUE", "the exchange learns that nobody has it any more");
        var calls = await agents[0].CallsAsync();
        calls[0].Id.Should().Be(id);
        calls[0].State.Should().Be("WAITING");
        calls[0].Attributes.Should().ContainSingle("the rest is the taker's");
        calls[0].CallerNumber.Should().BeNull();
        (await agents[1].TakeAsync(id)).Outcome.Should().Be("TAKEN");
        (await municipality.QueryAsync("SELECT count(*) FROM data_access_log WHERE action = 'taken'")).Should().Equal("2");
    }

    [Fact]
    public async Task A_caller_who_hung_up_is_not_given_back()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var reference = await municipality.IdentifiedCallAsync();
        var id = (await agent.CallAsync()).Id;
        await agent.TakeAsync(id);
        await (await municipality.ExchangeAsync()).ReportAsync(reference, "ENDED");

        (await agent.ReleaseAsync(id)).Code.Should().Be("CALL_ENDED");
        (await agent.TransferAsync(id, await agent.IdAsync())).Value.Outcome.Should().Be("ENDED");
    }

    [Fact]
    public async Task A_colleague_who_is_away_on_a_break_or_busy_is_given_nothing()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var bram = await agents[1].IdAsync();
        await municipality.IdentifiedCallAsync();
        var id = (await agents[0].CallAsync()).Id;
        await agents[0].TakeAsync(id);
        async Task<string> TransferAsync() => (await agents[0].TransferAsync(id, bram)).Value.Outcome;

        (await TransferAsync()).Should().Be("COLLEAGUE_AWAY", "their page is closed");
        await using var page = await agents[1].OpenPageAsync();
        await agents[1].GraphQL.GetAsync("mutation { setAvailability(available: false) { available } }");
        (await TransferAsync()).Should().Be("COLLEAGUE_AWAY", "they are on a break");
        (await StatesAsync(agents[0])).Should().Equal("bram ON_BREAK");
        await agents[1].GraphQL.GetAsync("mutation { setAvailability(available: true) { available } }");
        await municipality.IdentifiedCallAsync();
        await agents[1].TakeAsync((await agents[1].CallsAsync()).Single(call => call.State == "WAITING").Id);
        (await TransferAsync()).Should().Be("COLLEAGUE_BUSY");
        (await StatesAsync(agents[0])).Should().Equal("bram BUSY");
        (await agents[0].CallsAsync()).Single(call => call.Id == id).Mine.Should().BeTrue("the call stays");
    }

    [Fact]
    public async Task A_call_that_is_passed_on_is_the_colleagues_with_all_that_belongs_to_it_and_the_exchange_is_told()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var bram = await agents[1].IdAsync();
        await using var page = await agents[1].OpenPageAsync();
        var reference = await municipality.IdentifiedCallAsync();
        var exchange = await municipality.ExchangeAsync();
        var id = (await agents[0].CallAsync()).Id;
        await agents[0].TakeAsync(id);
        (await StatesAsync(agents[0])).Should().Equal("bram AVAILABLE");

        (await agents[0].TransferAsync(id, bram)).Value.Outcome.Should().Be("TRANSFERRED");

        var theirs = await agents[1].CallAsync();
        theirs.Mine.Should().BeTrue();
        theirs.TransferredBy.Should().Be("anna");
        theirs.Attributes.Should().HaveCount(2);
        var hers = await agents[0].CallAsync();
        hers.Mine.Should().BeFalse();
        hers.Attributes.Should().BeEmpty();
        (await municipality.QueryAsync($"SELECT count(*) FROM data_access_log WHERE action = 'taken' AND account_id = '{bram}'")).Should()
            .Equal("1");
        await using var assignments = exchange
            .SubscribeAsync<IReadOnlyList<Assignment>>("subscription { assignments { callReference agentId } }").GetAsyncEnumerator();
        await assignments.MoveNextAsync();
        assignments.Current.Should().Equal(new Assignment(reference, bram));
    }

    [Fact]
    public async Task Of_a_colleague_to_whom_two_pass_a_call_and_who_takes_a_third_one_gets_through()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram", "carla");
        var carla = await agents[2].IdAsync();
        await using var page = await agents[2].OpenPageAsync();
        for (var i = 0; i < 3; i++) await municipality.IdentifiedCallAsync();
        var ids = (await agents[0].CallsAsync()).Select(call => call.Id).ToList();
        await agents[0].TakeAsync(ids[0]);
        await agents[1].TakeAsync(ids[1]);

        await Task.WhenAll(agents[0].TransferAsync(ids[0], carla), agents[1].TransferAsync(ids[1], carla), agents[2].TakeAsync(ids[2]));

        (await municipality.QueryAsync($"SELECT count(*) FROM call WHERE taken_by = '{carla}'")).Should().Equal("1");
    }

    private static async Task<IEnumerable<string>> StatesAsync(SignedIn agent) =>
        (await agent.GraphQL.GetAsync<IReadOnlyList<Colleague>>("{ colleagues { displayName state } }"))
            .Select(one => $"{one.DisplayName} {one.State}").ToList();

    private sealed record Colleague(string DisplayName, string State);
}
