using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>Codes that come when it is no longer the moment for a code. The whole table is in <c>States</c>.</summary>
public sealed class LateCodeTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_right_code_after_an_agent_took_the_call_discloses_nothing_and_stays_usable()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var code = await CodeAsync(municipality);
        await exchange.ReportAsync("call", "QUEUED");
        await agent.TakeAsync((await agent.CallAsync()).Id);

        var late = await exchange.MatchAsync(code, "call");

        late.Next.Should().Be("TALK", "an agent has the caller");
        late.Outcome.Should().Be("TOO_LATE");
        (await agent.CallAsync()).Attributes.Should().BeEmpty();
        (await municipality.QueryAsync("SELECT count(*) FROM data_access_log")).Should().Equal("0");
        (await exchange.MatchAsync(code, "another-call")).Outcome.Should().Be("MATCHED", "the code was not used up");
    }

    [Fact]
    public async Task A_second_code_does_not_replace_the_person_whom_the_agents_saw()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var (first, second) = (await CodeAsync(municipality), await CodeAsync(municipality));
        await exchange.MatchAsync(first, "call");
        var seen = (await municipality.QueryAsync("SELECT session_id FROM call")).Single();

        var other = await exchange.MatchAsync(second, "call", 2);
        var again = await exchange.MatchAsync(first, "call", 3);

        other.Outcome.Should().Be("ALREADY_IDENTIFIED");
        other.Next.Should().Be("QUEUE");
        again.Next.Should().Be("QUEUE", "a caller who waits is not asked again");
        (await municipality.QueryAsync("SELECT session_id FROM call")).Should().Equal(seen);
        (await exchange.MatchAsync(second, "another-call")).Outcome.Should().Be("MATCHED", "the code was not used up");
    }

    [Fact]
    public async Task A_repeated_answer_has_its_old_outcome_and_says_what_is_to_be_done_now()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var code = await CodeAsync(municipality);
        async Task<(string, string)> RepeatAsync(int attempt) =>
            await exchange.MatchAsync(code, "call", attempt) is var answer
                ? (answer.Outcome, answer.Next) : default;
        await exchange.MatchAsync("0000000000", "call", 1);
        (await RepeatAsync(1)).Should().Be(("RETRY", "ASK_AGAIN"));
        (await RepeatAsync(2)).Should().Be(("MATCHED", "QUEUE"));
        var id = (await agent.CallAsync()).Id;

        await agent.TakeAsync(id);
        (await RepeatAsync(1)).Should().Be(("RETRY", "TALK"));
        (await RepeatAsync(2)).Should().Be(("MATCHED", "TALK"));
        await agent.ReleaseAsync(id);
        (await RepeatAsync(2)).Should().Be(("MATCHED", "QUEUE"));
        await exchange.ReportAsync("call", "ENDED");
        (await RepeatAsync(2)).Should().Be(("MATCHED", "END"));
        (await RepeatAsync(1)).Should().Be(("RETRY", "END"));
    }

    [Fact]
    public async Task While_an_agent_talks_right_and_wrong_codes_are_not_told_apart_and_lock_nobody_out()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        await exchange.ReportAsync("call", "QUEUED");
        await agent.TakeAsync((await agent.CallAsync()).Id);

        for (var attempt = 1; attempt <= 9; attempt++)
        {
            var answer = await exchange.MatchAsync($"000000000{attempt}", "call", attempt);
            (answer.Outcome, answer.Next).Should().Be(("TOO_LATE", "TALK"));
        }

        (await municipality.QueryAsync("SELECT count(*) FROM wrong_code")).Should().Equal("0");
        (await exchange.MatchAsync(await CodeAsync(municipality), "another-call")).Outcome.Should().Be("MATCHED");
    }

    [Fact]
    public async Task A_code_and_an_agent_who_takes_the_call_at_the_same_moment_never_show_what_is_not_written_down()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        for (var round = 0; round < 6; round++)
        {
            var code = await CodeAsync(municipality);
            await exchange.ReportAsync($"call-{round}", "QUEUED");
            var id = (await agent.CallAsync()).Id;

            var matching = exchange.MatchAsync(code, $"call-{round}");
            await Task.WhenAll(matching, agent.TakeAsync(id));

            var seen = (await agent.CallAsync()).Attributes.Count;
            var outcome = (await matching).Outcome;
            (outcome, seen).Should().BeOneOf(("MATCHED", 2), ("TOO_LATE", 0));
            (await municipality.QueryAsync(
                $"SELECT count(*) FROM data_access_log JOIN call USING (session_id) WHERE call.id = '{id}' AND action = 'taken'"))
                .Should().Equal(outcome == "MATCHED" ? "1" : "0");
            await agent.FinishAsync(id);
        }
    }

    [Fact]
    public async Task A_caller_who_waits_at_closing_time_may_still_identify()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var code = await CodeAsync(municipality);
        await exchange.ReportAsync("call", "QUEUED");

        await fixture.Platform.PatchAsync(municipality.Name, """{"spec":{"suspended":true}}""");
        await Eventually.BeTrueAsync(async () => (await municipality.Citizen.GetAsync<PublicMunicipality>(
            "{ municipality { availability } }")).Availability == "SUSPENDED");

        var answer = await exchange.MatchAsync(code, "call");
        (answer.Outcome, answer.Next).Should().Be(("MATCHED", "QUEUE"));
    }

    [Fact]
    public async Task An_end_that_is_reported_after_a_silence_begins_no_second_wrap_up_time()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { WrapUp = "2m" });
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var reference = await municipality.IdentifiedCallAsync();
        await agent.TakeAsync((await agent.CallAsync()).Id);
        await municipality.ExecuteAsync("UPDATE call SET last_heard_at = now() - interval '6 minutes'");
        (await agent.CallsAsync()).Should().BeEmpty();

        await (await municipality.ExchangeAsync()).ReportAsync(reference, "ENDED");

        (await agent.CallsAsync()).Should().BeEmpty("its wrap-up time was over");
    }

    private static async Task<string> CodeAsync(ServedMunicipality municipality)
    {
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        return code;
    }
}
