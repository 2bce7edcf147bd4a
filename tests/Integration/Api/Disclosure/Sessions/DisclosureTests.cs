using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

public sealed class DisclosureTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("INVALID")]
    [InlineData("INVALID_TIMESTAMP")]
    [InlineData("UNMATCHED_REQUEST")]
    [InlineData("MISSING_ATTRIBUTES")]
    [InlineData("EXPIRED")]
    public async Task A_proof_that_is_not_valid_is_rejected_and_nothing_of_it_is_kept(string outcome)
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();

        var code = await session.DiscloseAsync(outcome);

        await session.BecomesAsync("REJECTED");
        (await municipality.QueryAsync("SELECT attributes_sealed FROM session")).Should().Equal("");
        var match = await (await municipality.ExchangeAsync()).MatchAsync(code, "call-1");
        match.Outcome.Should().Be("RETRY");
    }

    [Fact]
    public async Task A_refusal_in_the_app_cancels_the_session()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        var app = new YiviApp(session.Pointer);
        await app.ConnectAsync();

        await app.RefuseAsync();

        await session.BecomesAsync("CANCELLED");
    }

    [Fact]
    public async Task A_valid_disclosure_is_sealed_in_the_database_and_needs_no_more_following()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();

        await session.DiscloseAsync();

        await session.BecomesAsync("DISCLOSED");
        var row = (await municipality.QueryAsync("SELECT encode(attributes_sealed, 'escape') || session::text FROM session")).Single();
        row.Should().NotContain(ServedMunicipality.Bsn).And.NotContain("Amrani");
        var id = (await municipality.QueryAsync("SELECT id FROM session")).Single();
        await Eventually.BeTrueAsync(async () =>
            (await fixture.Platform.Postgres.QueryAsync($"SELECT count(*) FROM follow_up WHERE session_id = '{id}'",
                fixture.Platform.Database)).Single() == "0");
        fixture.Log.Lines.Should().NotContain(line => line.Contains(ServedMunicipality.Bsn, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_result_whose_callback_never_comes_is_fetched()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        // The callback finds no host: the IRMA server sees 404 three times and gives up.
        await municipality.ExecuteAsync("ALTER TABLE session RENAME TO session_away");
        await session.DiscloseAsync();
        await Eventually.BeTrueAsync(
            () => Task.FromResult(fixture.Log.Lines.Any(line => line.Contains("Following IRMA sessions", StringComparison.Ordinal))));

        await municipality.ExecuteAsync("ALTER TABLE session_away RENAME TO session");

        await session.BecomesAsync("DISCLOSED");
    }

    [Fact]
    public async Task A_session_that_the_citizen_cancels_loses_what_was_disclosed_and_its_code()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");

        await municipality.Citizen.GetAsync("mutation ($t: String!) { cancelSession(statusToken: $t) { state } }",
            new { t = session.StatusToken });

        (await session.StateAsync()).Should().Be("CANCELLED");
        (await municipality.QueryAsync("SELECT attributes_sealed FROM session")).Should().Equal("");
        (await (await municipality.ExchangeAsync()).MatchAsync(code, "call-1")).Outcome.Should().Be("RETRY");
    }

    [Fact]
    public async Task A_status_token_that_nobody_has_tells_nothing()
    {
        var municipality = await fixture.MunicipalityAsync();

        var answer = await municipality.Citizen.SendAsync("{ sessionStatus(statusToken: \"x\") { state } }");

        answer.Code.Should().Be("SESSION_UNKNOWN");
    }

    [Fact]
    public async Task The_citizens_stream_follows_the_session_to_its_end()
    {
        var municipality = await fixture.MunicipalityAsync();
        var (anna, _) = (await municipality.AgentsAsync("anna")) is [var first] ? (first, 0) : default;
        var session = await municipality.StartAsync();
        var states = new List<string>();
        var following = Task.Run(async () =>
        {
            await foreach (var next in municipality.Citizen.SubscribeAsync<SessionStatus>(
                "subscription ($t: String!) { sessionStatus(statusToken: $t) { state queuePosition } }", new { t = session.StatusToken }))
                states.Add(next.State);
        });
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        await Eventually.BeTrueAsync(() => Task.FromResult(states.Contains("DISCLOSED")));
        await (await municipality.ExchangeAsync()).MatchAsync(code, "call-1");
        await Eventually.BeTrueAsync(() => Task.FromResult(states.Contains("QUEUED")));
        var call = (await anna.CallAsync()).Id;
        await anna.TakeAsync(call);
        await Eventually.BeTrueAsync(() => Task.FromResult(states.Contains("IN_CONVERSATION")));
        await anna.FinishAsync(call);

        await following.WaitAsync(TimeSpan.FromSeconds(90));

        states.Should().EndWith(["QUEUED", "IN_CONVERSATION", "DONE"]);
    }
}
