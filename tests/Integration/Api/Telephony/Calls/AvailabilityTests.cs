using AwesomeAssertions;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>Calls of a municipality that takes no new ones.</summary>
public sealed class AvailabilityTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Report = "mutation { reportCall(callReference: \"new\", state: QUEUED) { callReference } }";

    [Fact]
    public async Task While_suspended_nothing_new_begins_and_calls_that_wait_are_finished()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        var reference = await municipality.IdentifiedCallAsync();

        await fixture.Platform.PatchAsync(municipality.Name, """{"spec":{"suspended":true}}""");
        await Eventually.BeTrueAsync(async () => (await municipality.Citizen.GetAsync<PublicMunicipality>(
            "{ municipality { availability } }")).Availability == "SUSPENDED");

        (await municipality.Citizen.SendAsync("mutation { startSession(purpose: \"uitkering\") { statusToken } }")).Code.Should()
            .Be("SUSPENDED");
        (await exchange.SendAsync(Report)).Code.Should().Be("SUSPENDED");
        var matched = await exchange.MatchAsync(code, "new");
        matched.Outcome.Should().Be("SUSPENDED");
        matched.Next.Should().Be("END");
        (await municipality.QueryAsync("SELECT count(*) FROM call")).Should().Equal("1");

        await exchange.ReportAsync(reference, "QUEUED");
        var id = (await agent.CallAsync()).Id;
        (await agent.TakeAsync(id)).Outcome.Should().Be("TAKEN");
        await exchange.ReportAsync(reference, "CONNECTED");
        (await agent.CallAsync()).Attributes.Should().HaveCount(2);
        (await agent.FinishAsync(id)).Errors.Should().BeEmpty();
        await exchange.ReportAsync(reference, "ENDED");
    }

    [Theory]
    [InlineData("CLOSED")]
    [InlineData("PILOT_NOT_STARTED")]
    public async Task Outside_its_times_a_municipality_queues_no_call_that_it_does_not_know_but_hears_of_its_end(string code)
    {
        var now = DateTime.UtcNow;
        var municipality = await fixture.MunicipalityAsync(spec => code == "CLOSED"
            ? spec with { OpeningHours = new OpeningHoursSpec { TimeZone = "UTC", Week = [], Closed = [] } }
            : spec with { Pilot = new PilotSpec { StartsAt = now.AddDays(1), EndsAt = now.AddDays(30) } });
        var exchange = await municipality.ExchangeAsync();

        var refused = await exchange.SendAsync(Report);
        (refused.Code, (string?)refused.Errors.Single()["extensions"]!["next"]).Should().Be((code, "END"));
        await exchange.ReportAsync("new", "ENDED");

        (await municipality.QueryAsync("SELECT count(*) FROM call")).Should().Equal("0");
    }
}
