using AwesomeAssertions;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

public sealed class MatchCodeTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Match = "mutation { matchCode(code: \"0123456789\", callReference: \"c\", attempt: 1) { outcome } }";

    [Fact]
    public async Task Only_the_municipalitys_own_exchange_may_ask()
    {
        var municipality = await fixture.MunicipalityAsync();
        var other = await fixture.MunicipalityAsync();
        var otherToken = (await other.ExchangeAsync()).Authorization;

        (await municipality.Citizen.SendAsync(Match)).Code.Should().Be("NOT_ALLOWED");
        (await new GraphQLClient(municipality) { Authorization = otherToken }.SendAsync(Match)).Code.Should().Be("NOT_ALLOWED");
        (await (await municipality.AdminAsync()).GraphQL.SendAsync(Match)).Code.Should().Be("NOT_ALLOWED");
    }

    [Theory]
    [InlineData("", 1, "CALL_REFERENCE_INVALID", "END")]
    [InlineData("a b", 1, "CALL_REFERENCE_INVALID", "END")]
    [InlineData("unknown", 0, "ATTEMPT_INVALID", "QUEUE")]
    [InlineData("unknown", -1, "ATTEMPT_INVALID", "QUEUE")]
    [InlineData("waiting", 10, "ATTEMPT_INVALID", "QUEUE")]
    [InlineData("ended", int.MaxValue, "ATTEMPT_INVALID", "END")]
    public async Task A_refusal_says_what_to_change_and_what_becomes_of_the_caller(
        string reference, int attempt, string refusal, string next)
    {
        var exchange = await (await fixture.MunicipalityAsync()).ExchangeAsync();
        await exchange.ReportAsync("waiting", "QUEUED");
        await exchange.ReportAsync("ended", "ENDED");

        var answer = await exchange.SendAsync(
            "mutation ($r: String!, $a: Int!) { matchCode(code: \"0123456789\", callReference: $r, attempt: $a) { outcome } }",
            new { r = reference, a = attempt });

        answer.Code.Should().Be(refusal);
        ((string?)answer.Errors.Single()["extensions"]!["next"]).Should().Be(next);
    }

    [Theory]
    [InlineData("queue", "QUEUE", 1)]
    [InlineData("end", "END", 0)]
    public async Task After_three_wrong_codes_the_call_is_locked_and_goes_on_as_the_municipality_chose(
        string unidentified, string next, int calls)
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Unidentified = unidentified });
        var exchange = await municipality.ExchangeAsync();

        (await exchange.MatchAsync("1111111111", "call", 1)).Outcome.Should().Be("RETRY");
        (await exchange.MatchAsync("222", "call", 2)).Outcome.Should().Be("RETRY");
        var third = await exchange.MatchAsync("3333333333", "call", 3);

        third.Outcome.Should().Be("LOCKED");
        (await exchange.MatchAsync("4444444444", "call", 4)).Outcome.Should().Be("LOCKED");
        third.Next.Should().Be(next);
        (await municipality.QueryAsync("SELECT count(*) FROM call WHERE NOT identified")).Should().Equal($"{calls}");
    }

    [Fact]
    public async Task A_code_is_worth_nothing_before_its_disclosure()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        var app = new YiviApp(session.Pointer);
        var code = await app.ConnectAsync();

        var early = await (await municipality.ExchangeAsync()).MatchAsync(code, "call");

        early.Outcome.Should().Be("RETRY");
    }

    [Fact]
    public async Task A_right_code_after_three_wrong_ones_comes_too_late_for_this_call()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        var exchange = await municipality.ExchangeAsync();
        for (var attempt = 1; attempt <= 3; attempt++) await exchange.MatchAsync($"000000000{attempt}", "call", attempt);

        (await exchange.MatchAsync(code, "call", 4)).Outcome.Should().Be("LOCKED");
        (await exchange.MatchAsync(code, "another-call")).Outcome.Should().Be("MATCHED");
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        var exchange = await municipality.ExchangeAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(call => exchange.MatchAsync(code, $"call-{call}", callerNumber: $"+3161234567{call}")));

        answers.Count(answer => answer.Outcome == "MATCHED").Should().Be(1);
        (await municipality.QueryAsync("SELECT count(*) FROM call")).Should().Equal("1");
    }

    [Fact]
    public async Task The_same_attempt_gets_the_same_answer_however_often_it_is_asked()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        var exchange = await municipality.ExchangeAsync();
        await exchange.MatchAsync("1111111111", "call", 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => exchange.MatchAsync(code, "call", 2)));

        answers.Should().OnlyContain(answer => answer.Outcome == "MATCHED");
        (await exchange.MatchAsync(code, "call", 1)).Outcome.Should().Be("RETRY");
        (await municipality.QueryAsync("SELECT count(*) FROM call WHERE identified")).Should().Equal("1");
    }

    [Fact]
    public async Task A_code_that_is_dialled_before_the_callback_arrived_is_resolved_by_looking_once()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        var app = new YiviApp(session.Pointer);
        var code = await app.ConnectAsync();
        var exchange = await municipality.ExchangeAsync();
        await app.ProveAsync();

        var answer = await exchange.MatchAsync(code, "call");

        answer.Outcome.Should().Be("MATCHED");
    }

    [Fact]
    public async Task A_suspended_municipality_takes_no_calls()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Suspended = true });

        var answer = await (await municipality.ExchangeAsync()).MatchAsync("0123456789", "call");

        answer.Outcome.Should().Be("SUSPENDED");
        answer.Next.Should().Be("END");
    }
}
