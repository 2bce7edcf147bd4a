using AwesomeAssertions;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>An exchange that tells nothing more. These move the api's clock, so they have an api of their own.</summary>
public sealed class SilenceTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_waiting_call_of_which_nothing_is_heard_for_three_minutes_is_over()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        var id = (await agent.CallAsync()).Id;

        fixture.Time.Advance(TimeSpan.FromMinutes(3));

        (await agent.CallsAsync()).Should().BeEmpty();
        (await agent.TakeAsync(id)).Outcome.Should().Be("ENDED");
    }

    [Fact]
    public async Task Repeated_reports_keep_a_call_alive()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var reference = await municipality.IdentifiedCallAsync();

        for (var minute = 0; minute < 5; minute++)
        {
            fixture.Time.Advance(TimeSpan.FromMinutes(1));
            (await exchange.ReportAsync(reference, "QUEUED")).Should().Be("QUEUE");
        }

        (await agent.CallsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_taken_call_that_falls_silent_wraps_up_and_may_come_back_until_it_is_erased()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { WrapUp = "2m" });
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var reference = await municipality.IdentifiedCallAsync();
        await agent.TakeAsync((await agent.CallAsync()).Id);

        fixture.Time.Advance(TimeSpan.FromMinutes(3));
        (await agent.CallAsync()).State.Should().Be("WRAP_UP");
        (await exchange.ReportAsync(reference, "CONNECTED")).Should().Be("TALK", "it had not gone after all");
        (await agent.CallAsync()).State.Should().Be("IN_CONVERSATION");
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        (await agent.CallsAsync()).Should().BeEmpty();
    }
}
