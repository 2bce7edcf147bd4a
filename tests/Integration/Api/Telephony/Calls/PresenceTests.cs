using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>Whether anyone is there to take a call. These move the api's clock, so they have an api of their own.</summary>
public sealed class PresenceTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Callers_are_told_whether_an_agent_is_there()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        async Task<bool> AnyoneAsync() =>
            (await municipality.Citizen.GetAsync<PublicMunicipality>("{ municipality { agentsAvailable } }")).AgentsAvailable!.Value;

        (await AnyoneAsync()).Should().BeFalse("nobody has opened the page");
        var page = await agents[0].OpenPageAsync();
        (await AnyoneAsync()).Should().BeTrue();
        await agents[0].GraphQL.GetAsync("mutation { setAvailability(available: false) { available } }");
        (await AnyoneAsync()).Should().BeFalse("the only one is on a break");
        (await agents[0].GraphQL.GetAsync<Viewer>("{ viewer { available } }")).Available.Should().BeFalse("a reload does not end a break");
        await using (await agents[1].OpenPageAsync()) (await AnyoneAsync()).Should().BeTrue();
        await agents[0].GraphQL.GetAsync("mutation { setAvailability(available: true) { available } }");
        await page.DisposeAsync();
        fixture.Time.Advance(TimeSpan.FromSeconds(31));
        (await AnyoneAsync()).Should().BeFalse("the pages are closed");
    }

    [Fact]
    public async Task An_open_page_keeps_its_agent_there_and_is_no_citizens_business()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var page = await agent.OpenPageAsync();
        var before = (await municipality.QueryAsync("SELECT seen_at FROM agent_presence")).Single();

        // By the real clock: the page renews it every ten seconds.
        await Eventually.BeTrueAsync(async () => (await municipality.QueryAsync("SELECT seen_at FROM agent_presence")).Single() != before);

        (await municipality.Citizen.SendAsync("{ colleagues { id } }")).Code.Should().Be("NOT_SIGNED_IN");
        (await municipality.Citizen.SendAsync("mutation { setAvailability(available: false) { available } }")).Code.Should()
            .Be("NOT_SIGNED_IN");
        (await (await municipality.AdminAsync()).GraphQL.SendAsync("{ colleagues { id } }")).Code.Should().Be("NOT_ALLOWED");
    }
}
