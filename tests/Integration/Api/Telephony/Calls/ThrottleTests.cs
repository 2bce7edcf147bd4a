using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>Who guesses codes. These move the api's clock, so they have an api of their own.</summary>
public sealed class ThrottleTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_number_has_five_wrong_codes_in_a_quarter_of_an_hour_at_whatever_replica_and_in_whatever_spelling()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(municipality, port);
        string[] spellings = ["+31612345678", "0031612345678", "0612345678", "+31 6 12345678", "31612345678"];

        for (var i = 0; i < 5; i++)
            (await exchange.MatchAsync($"000000000{i}", $"call-{i}", callerNumber: spellings[i])).Outcome.Should()
                .Be("RETRY");
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");

        (await exchange.MatchAsync(code, "locked")).Outcome.Should().Be("LOCKED", "not even a right code helps");
        (await (exchange with { Port = port }).MatchAsync(code, "elsewhere")).Outcome.Should().Be("LOCKED");
        (await exchange.MatchAsync("0000000009", "somebody-else", callerNumber: "+31687654321")).Outcome.Should()
            .Be("RETRY", "one robot locks nobody else out");
        (await exchange.MatchAsync(code, "another-phone", callerNumber: "+31600000000")).Outcome.Should()
            .Be("MATCHED", "the code was not used up");

        fixture.Time.Advance(TimeSpan.FromMinutes(15));
        (await exchange.MatchAsync("0000000009", "later")).Outcome.Should().Be("RETRY");
        (await municipality.QueryAsync("SELECT count(*) FROM wrong_code WHERE encode(caller_hash, 'escape') LIKE '%612345678%'")).Should()
            .Equal("0");
    }

    [Fact]
    public async Task Attempts_of_one_number_at_once_are_counted_one_by_one()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(call => exchange.MatchAsync($"00000000{call:00}", $"call-{call}")));

        answers.Count(answer => answer.Outcome == "RETRY").Should().Be(5);
        answers.Count(answer => answer.Outcome == "LOCKED").Should().Be(7);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anonymous")]
    [InlineData("+266696687")]
    [InlineData("0000000000")]
    [InlineData("sip:anonymous@anonymous.invalid")]
    [InlineData("0800 1234")]
    public async Task Numbers_that_are_not_known_lock_each_other_out_never_and_the_rate_is_told(string? number)
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();

        for (var i = 0; i < 30; i++)
            (await exchange.MatchAsync($"00000000{i:00}", $"call-{i}", callerNumber: number)).Outcome.Should().Be("RETRY");

        fixture.Log.Lines.Should()
            .ContainSingle(line => line.Contains($"{municipality.Name}: at least ", StringComparison.Ordinal)).Which.Should()
            .Contain("at least 30 wrong codes in five minutes");
    }

    [Fact]
    public async Task An_attack_is_told_once_a_minute_and_counted_no_further_than_is_told()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        await municipality.ExecuteAsync(
            $"INSERT INTO wrong_code (at) SELECT '{fixture.Time.GetUtcNow():O}'::timestamptz FROM generate_series(1, 2000)");

        await exchange.MatchAsync("0000000001", "first");
        await exchange.MatchAsync("0000000002", "second");
        Warnings().Should().ContainSingle().Which.Should().Contain("at least 300 wrong codes");
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await exchange.MatchAsync("0000000003", "third");
        Warnings().Should().HaveCount(2);

        IEnumerable<string> Warnings() =>
            fixture.Log.Lines.Where(line => line.Contains($"{municipality.Name}: at least ", StringComparison.Ordinal));
    }
}
