using AwesomeAssertions;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>What time does. These move the api's clock, so they have an api of their own.</summary>
public sealed class ExpiryTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_code_is_good_for_fifteen_minutes_after_disclosure()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");

        fixture.Time.Advance(TimeSpan.FromMinutes(16));

        var answer = await (await municipality.ExchangeAsync()).MatchAsync(code, "call");
        answer.Outcome.Should().Be("EXPIRED");
        answer.Next.Should().Be("QUEUE");
        (await session.StateAsync()).Should().Be("EXPIRED");
    }

    [Fact]
    public async Task Personal_data_is_never_read_past_its_hour_even_while_the_row_is_still_there()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var reference = await municipality.IdentifiedCallAsync();
        var id = (await agent.CallAsync()).Id;
        await agent.TakeAsync(id);

        fixture.Time.Advance(TimeSpan.FromMinutes(60));
        await (await municipality.ExchangeAsync()).ReportAsync(reference, "CONNECTED");

        var call = await agent.CallAsync();
        call.Attributes.Should().BeEmpty();
        call.Links.Should().BeEmpty();
        call.CallerNumber.Should().BeNull();
        call.Identified.Should().BeTrue();
        call.Mine.Should().BeTrue("the conversation goes on");
    }

    [Fact]
    public async Task A_taker_sees_the_caller_no_longer_than_the_wrap_up_time()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { WrapUp = "2m" });
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var reference = await municipality.IdentifiedCallAsync();
        await agent.TakeAsync((await agent.CallAsync()).Id);
        await (await municipality.ExchangeAsync()).ReportAsync(reference, "ENDED");
        (await agent.CallsAsync()).Should().HaveCount(1);

        fixture.Time.Advance(TimeSpan.FromMinutes(3));

        (await agent.CallsAsync()).Should().BeEmpty();
    }
}
