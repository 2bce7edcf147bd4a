using AwesomeAssertions;
using IdBellen.Tenancy.Retention;
using IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;
using IdBellen.Tests.Support.Api;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Web.Evaluation;

/// <summary>
/// What becomes of sessions and calls is counted once, whichever way they go. These move the api's clock, so they have an api of their own.
/// </summary>
public sealed class CountingTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    // The operator may have added some to their days already.
    private const string All =
        "(SELECT measure, purpose, seconds, count FROM evaluation_event UNION ALL SELECT measure, purpose, seconds, count FROM "
            + "evaluation_day) AS counted";

    private const string Counts = $"SELECT measure || ' ' || purpose || ' ' || sum(count) FROM {All} GROUP BY measure, purpose ORDER BY 1";

    [Fact]
    public async Task Every_end_of_a_session_is_counted_once()
    {
        var municipality = await fixture.MunicipalityAsync();
        await CancelAsync(municipality, await municipality.StartAsync());
        var rejected = await municipality.StartAsync();
        await rejected.DiscloseAsync("INVALID");
        await rejected.BecomesAsync("REJECTED");
        await municipality.StartAsync();
        await DisclosedAsync(municipality);
        await CancelAsync(municipality, await DisclosedAsync(municipality));
        (await municipality.QueryAsync(Counts)).Should().BeEmpty("none of them is over");

        await EndAsync(municipality);
        await PurgeAsync(municipality);

        (await municipality.QueryAsync(Counts)).Should()
            .Equal("Disclosed uitkering 2", "Expired uitkering 1", "NotPhoned uitkering 2", "Refused uitkering 2", "Started uitkering 5");
    }

    [Fact]
    public async Task Every_end_of_a_call_is_counted_once()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        // Given back and taken again.
        await municipality.IdentifiedCallAsync();
        var id = (await agents[0].CallAsync()).Id;
        await agents[0].TakeAsync(id);
        await agents[0].ReleaseAsync(id);
        await agents[1].TakeAsync(id);
        await agents[1].FinishAsync(id);
        await agents[1].FinishAsync(id);
        // Gone before anyone took it, and told so twice.
        var abandoned = await municipality.IdentifiedCallAsync();
        await exchange.ReportAsync(abandoned, "ENDED");
        await exchange.ReportAsync(abandoned, "ENDED");
        // Identified during the call.
        await InvitedCaller.IdentifiedAsync(municipality, agents[0], "invited");
        await agents[0].FinishAsync((await agents[0].CallAsync()).Id);
        // Never confirmed, and then the exchange tells nothing more.
        await (await (await InvitedCaller.CallAsync(municipality, agents[0], "silent")).StartAsync()).ScanAsync();
        await exchange.ReportAsync("waits", "QUEUED");

        await EndAsync(municipality);
        await PurgeAsync(municipality);

        (await municipality.QueryAsync(Counts)).Should().Equal(
            "Abandoned  1", "Abandoned uitkering 1", "Disclosed uitkering 3", "Expired uitkering 1", "Handled  1", "Handled uitkering 2",
            "Matched uitkering 3",
            "Started uitkering 4", "Taken  1", "Taken uitkering 2", "Unidentified  2");
    }

    [Fact]
    public async Task A_code_is_counted_when_it_is_wrong_and_not_when_it_is_asked_about_again()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await exchange.MatchAsync("0000000000", "call", attempt);
            await exchange.MatchAsync("0000000000", "call", attempt);
        }
        // Locked: no more a guess.
        await exchange.MatchAsync("0000000000", "call", 4);

        await EndAsync(municipality);

        (await municipality.QueryAsync(Counts)).Should().Equal("Abandoned  1", "Unidentified  1", "WrongCodes  3");
    }

    [Fact]
    public async Task Waiting_ends_when_somebody_first_takes_the_call_and_handling_with_the_conversation()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        var id = (await agent.CallAsync()).Id;
        fixture.Time.Advance(TimeSpan.FromSeconds(50));
        await agent.TakeAsync(id);
        fixture.Time.Advance(TimeSpan.FromSeconds(20));
        await agent.ReleaseAsync(id);
        fixture.Time.Advance(TimeSpan.FromSeconds(20));
        await agent.TakeAsync(id);
        fixture.Time.Advance(TimeSpan.FromSeconds(60));
        await agent.FinishAsync(id);
        var hungUp = await municipality.IdentifiedCallAsync();
        await agent.TakeAsync((await agent.CallAsync()).Id);
        fixture.Time.Advance(TimeSpan.FromSeconds(30));
        await (await municipality.ExchangeAsync()).ReportAsync(hungUp, "ENDED");
        fixture.Time.Advance(TimeSpan.FromSeconds(100));
        await agent.FinishAsync((await agent.CallAsync()).Id);

        // What the test itself takes comes on top.
        (await municipality.QueryAsync($"SELECT measure || ' ' || seconds / 10 * 10 FROM {All} WHERE seconds > 20 ORDER BY seconds"))
            .Should().Equal("Handled 30", "Taken 50", "Handled 100");
        (await municipality.QueryAsync(
            "SELECT count(*) FROM evaluation_event WHERE at <> date_bin('15 minutes', at, timestamptz '2000-01-01 00:00Z')")).Should()
            .Equal("0");
    }

    private static async Task CancelAsync(ServedMunicipality municipality, CitizenSession session) =>
        await municipality.Citizen.GetAsync("mutation ($t: String!) { cancelSession(statusToken: $t) { state } }",
            new { t = session.StatusToken });

    private static async Task<CitizenSession> DisclosedAsync(ServedMunicipality municipality)
    {
        var session = await municipality.StartAsync();
        await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        return session;
    }

    // Time ends what is still there.
    private async Task EndAsync(ServedMunicipality municipality)
    {
        fixture.Time.Advance(TimeSpan.FromHours(5));
        await PurgeAsync(municipality);
    }

    private async Task PurgeAsync(ServedMunicipality municipality)
    {
        await using var connection =
            new NpgsqlConnection(fixture.Platform.Postgres.SuperuserConnection(municipality.Database) + ";Pooling=false");
        await connection.OpenAsync();
        await new TenantPurge(fixture.Time).RunAsync(connection, new PurgeTerms(TimeSpan.FromMinutes(60), TimeSpan.Zero),
            CancellationToken.None);
    }
}
