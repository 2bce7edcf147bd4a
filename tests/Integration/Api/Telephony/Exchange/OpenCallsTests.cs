using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Exchange;

/// <summary>The calls that have not ended, for the exchange that has to find out which of them are gone.</summary>
public sealed class OpenCallsTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string OpenCalls = "{ openCalls { callReference } }";

    [Fact]
    public async Task Only_the_exchange_of_the_municipality_sees_them_and_only_those_that_go_on()
    {
        var (municipality, neighbour) = (await fixture.MunicipalityAsync(), await fixture.MunicipalityAsync());
        var (exchange, agent) = (await municipality.ExchangeAsync(), (await municipality.AgentsAsync("anna"))[0]);
        await (await neighbour.ExchangeAsync()).ReportAsync("theirs", "QUEUED");
        await exchange.ReportAsync("ended", "QUEUED");
        await exchange.ReportAsync("ended", "ENDED");
        await exchange.ReportAsync("taken", "QUEUED");
        await agent.TakeAsync((await agent.CallAsync()).Id);
        await exchange.ReportAsync("waits", "QUEUED");

        (await municipality.Citizen.SendAsync(OpenCalls)).Code.Should().Be("NOT_ALLOWED");
        (await agent.GraphQL.SendAsync(OpenCalls)).Code.Should().Be("NOT_ALLOWED");
        (await exchange.GetAsync(OpenCalls))["openCalls"]!.AsArray().Select(call => (string)call!["callReference"]!)
            .Should().BeEquivalentTo("taken", "waits");
    }
}
