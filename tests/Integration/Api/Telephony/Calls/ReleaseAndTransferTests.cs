using AwesomeAssertions;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Api.Calls;

/// <summary>A call goes back to the queue, or to a colleague.</summary>
public sealed class ReleaseAndTransferTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Only_the_taker_may_give_a_call_back_or_pass_it_on()
    {
        var municipality = await fixture.MunicipalityAsync();
        var (agents, other) = (await municipality.AgentsAsync("anna", "bram"), (await (await fixture.MunicipalityAsync()).AgentsAsync("vreemde"))[0]);
        await municipality.IdentifiedCallAsync();
        var id = (string)(await agents[0].CallAsync())["id"]!;
        var bram = await agents[1].IdAsync();

        (await agents[1].ReleaseAsync(id)).Code.Should().Be("CALL_NOT_YOURS", "nobody has it");
        await agents[0].TakeAsync(id);
        (await agents[1].ReleaseAsync(id)).Code.Should().Be("CALL_NOT_YOURS");
        (await agents[1].TransferAsync(id, bram)).Code.Should().Be("CALL_NOT_YOURS");
        (await other.ReleaseAsync(id)).Code.Should().Be("CALL_ENDED", "that municipality has no such call");
        ((string)(await other.TransferAsync(id, bram)).Data!["transferCall"]!["outcome"]!).Should().Be("ENDED");
        (await municipality.Citizen.SendAsync($"mutation {{ releaseCall(callId: \"{id}\") {{ callId }} }}")).Code.Should().Be("NOT_SIGNED_IN");
        (await (await municipality.AdminAsync()).ReleaseAsync(id)).Code.Should().Be("NOT_ALLOWED");
        ((bool)(await agents[0].CallAsync())["mine"]!).Should().BeTrue();
    }

    [Fact]
    public async Task A_call_that_is_given_back_waits_at_its_old_place_and_shows_the_overview_again()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var exchange = await municipality.ExchangeAsync();
        var first = await municipality.IdentifiedCallAsync();
        var id = (string)(await agents[0].CallAsync())["id"]!;
        await municipality.IdentifiedCallAsync();
        await agents[0].TakeAsync(id);
        (await exchange.ReportAsync(first, "CONNECTED")).Should().Be("TALK");

        (await agents[0].ReleaseAsync(id)).Errors.Should().BeEmpty();

        (await exchange.ReportAsync(first, "CONNECTED")).Should().Be("QUEUE", "the exchange learns that nobody has it any more");
        var calls = await agents[0].CallsAsync();
        ((string)calls[0]["id"]!).Should().Be(id);
        ((string)calls[0]["state"]!).Should().Be("WAITING");
        calls[0]["attributes"]!.AsArray().Should().ContainSingle("the rest is the taker's");
        calls[0]["callerNumber"].Should().BeNull();
        ((string)(await agents[1].TakeAsync(id))["outcome"]!).Should().Be("TAKEN");
        (await municipality.QueryAsync("SELECT count(*) FROM data_access_log WHERE action = 'taken'")).Should().Equal("2");
    }

    [Fact]
    public async Task A_caller_who_hung_up_is_not_given_back()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var reference = await municipality.IdentifiedCallAsync();
        var id = (string)(await agent.CallAsync())["id"]!;
        await agent.TakeAsync(id);
        await (await municipality.ExchangeAsync()).ReportAsync(reference, "ENDED");

        (await agent.ReleaseAsync(id)).Code.Should().Be("CALL_ENDED");
        ((string)(await agent.TransferAsync(id, await agent.IdAsync())).Data!["transferCall"]!["outcome"]!).Should().Be("ENDED");
    }

    [Fact]
    public async Task A_colleague_who_is_away_on_a_break_or_busy_is_given_nothing()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var bram = await agents[1].IdAsync();
        await municipality.IdentifiedCallAsync();
        var id = (string)(await agents[0].CallAsync())["id"]!;
        await agents[0].TakeAsync(id);
        async Task<string> TransferAsync() => (string)(await agents[0].TransferAsync(id, bram)).Data!["transferCall"]!["outcome"]!;

        (await TransferAsync()).Should().Be("COLLEAGUE_AWAY", "his page is closed");
        await using var page = await agents[1].OpenPageAsync();
        await agents[1].GraphQL.GetAsync("mutation { setAvailability(available: false) { available } }");
        (await TransferAsync()).Should().Be("COLLEAGUE_AWAY", "he is on a break");
        (await StatesAsync(agents[0])).Should().Equal("bram ON_BREAK");
        await agents[1].GraphQL.GetAsync("mutation { setAvailability(available: true) { available } }");
        await municipality.IdentifiedCallAsync();
        await agents[1].TakeAsync((string)(await agents[1].CallsAsync()).Single(call => (string)call["state"]! == "WAITING")["id"]!);
        (await TransferAsync()).Should().Be("COLLEAGUE_BUSY");
        (await StatesAsync(agents[0])).Should().Equal("bram BUSY");
        ((bool)(await agents[0].CallsAsync()).Single(call => (string)call["id"]! == id)["mine"]!).Should().BeTrue("the call stays");
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
        var id = (string)(await agents[0].CallAsync())["id"]!;
        await agents[0].TakeAsync(id);
        (await StatesAsync(agents[0])).Should().Equal("bram AVAILABLE");

        ((string)(await agents[0].TransferAsync(id, bram)).Data!["transferCall"]!["outcome"]!).Should().Be("TRANSFERRED");

        var his = await agents[1].CallAsync();
        ((bool)his["mine"]!).Should().BeTrue();
        ((string)his["transferredBy"]!).Should().Be("anna");
        his["attributes"]!.AsArray().Should().HaveCount(2);
        var hers = await agents[0].CallAsync();
        ((bool)hers["mine"]!).Should().BeFalse();
        hers["attributes"]!.AsArray().Should().BeEmpty();
        (await municipality.QueryAsync($"SELECT count(*) FROM data_access_log WHERE action = 'taken' AND account_id = '{bram}'")).Should().Equal("1");
        await using var assignments = exchange.SubscribeAsync("subscription { assignments { callReference agentId } }").GetAsyncEnumerator();
        await assignments.MoveNextAsync();
        var assignment = assignments.Current["data"]!["assignments"]!.AsArray().Single()!;
        ((string)assignment["callReference"]!).Should().Be(reference);
        ((string)assignment["agentId"]!).Should().Be($"{bram}");
    }

    [Fact]
    public async Task Of_a_colleague_to_whom_two_pass_a_call_and_who_takes_a_third_one_gets_through()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram", "carla");
        var carla = await agents[2].IdAsync();
        await using var page = await agents[2].OpenPageAsync();
        for (var i = 0; i < 3; i++) await municipality.IdentifiedCallAsync();
        var ids = (await agents[0].CallsAsync()).Select(call => (string)call["id"]!).ToList();
        await agents[0].TakeAsync(ids[0]);
        await agents[1].TakeAsync(ids[1]);

        await Task.WhenAll(agents[0].TransferAsync(ids[0], carla), agents[1].TransferAsync(ids[1], carla), agents[2].TakeAsync(ids[2]));

        (await municipality.QueryAsync($"SELECT count(*) FROM call WHERE taken_by = '{carla}'")).Should().Equal("1");
    }

    private static async Task<IEnumerable<string>> StatesAsync(SignedIn agent) =>
        (await agent.GraphQL.GetAsync("{ colleagues { displayName state } }"))["colleagues"]!.AsArray().Select(one => $"{one!["displayName"]} {one["state"]}").ToList();
}
