using System.Text.Json.Nodes;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

/// <summary>How live streams end with their municipality.</summary>
public sealed class DeletionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task At_deletion_the_exchange_is_told_to_end_its_calls_and_agents_lose_sight_of_callers()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        await municipality.IdentifiedCallAsync();
        await agent.TakeAsync((await agent.CallAsync()).Id);
        var assignments = ListsAsync(exchange, "assignments { callReference }");
        var calls = ListsAsync(agent.GraphQL, "liveCalls { id attributes { value } }");
        await using var assignmentsSeen = assignments.GetAsyncEnumerator();
        await using var callsSeen = calls.GetAsyncEnumerator();
        (await assignmentsSeen.MoveNextAsync()).Should().BeTrue();
        (await callsSeen.MoveNextAsync()).Should().BeTrue();
        assignmentsSeen.Current.Should().HaveCount(1);
        callsSeen.Current.Should().HaveCount(1);

        await fixture.Platform.DeleteAsync(municipality.Name);

        (await RestAsync(assignmentsSeen))[^1].Should().BeEmpty("the exchange ends what is no longer assigned");
        (await RestAsync(callsSeen))[^1].Should().BeEmpty("nothing may stay on a screen");
        (await agent.GraphQL.SendAsync("{ liveCalls { id } }")).Code.Should().Be("MUNICIPALITY_UNKNOWN");
        await fixture.Platform.GoneAsync(municipality.Name);
    }

    [Fact]
    public async Task A_stream_without_calls_just_completes()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        await using var seen = ListsAsync(exchange, "assignments { callReference }").GetAsyncEnumerator();
        (await seen.MoveNextAsync()).Should().BeTrue();

        await fixture.Platform.DeleteAsync(municipality.Name);

        (await RestAsync(seen)).Should().BeEmpty();
    }

    private static IAsyncEnumerable<JsonArray> ListsAsync(GraphQLClient client, string field) =>
        client.SubscribeAsync($"subscription {{ {field} }}")
            .Select(message => message["data"]![field[..field.IndexOf(' ', StringComparison.Ordinal)]]!.AsArray());

    // Until the stream completes.
    private static async Task<List<JsonArray>> RestAsync(IAsyncEnumerator<JsonArray> stream)
    {
        var rest = new List<JsonArray>();
        while (await stream.MoveNextAsync()) rest.Add(stream.Current);
        return rest;
    }
}
