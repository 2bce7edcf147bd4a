using AwesomeAssertions;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

public sealed class StartSessionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Start = "mutation { startSession(purpose: \"uitkering\") { statusToken } }";

    [Fact]
    public async Task A_purpose_that_the_municipality_does_not_have_is_refused_and_leaves_nothing()
    {
        var municipality = await fixture.MunicipalityAsync();

        (await municipality.Citizen.SendAsync("mutation { startSession(purpose: \"paspoort\") { statusToken } }")).Code.Should()
            .Be("PURPOSE_UNKNOWN");

        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("0");
    }

    public static TheoryData<string> Unavailabilities => ["SUSPENDED", "PILOT_NOT_STARTED", "PILOT_ENDED", "CLOSED"];

    [Theory]
    [MemberData(nameof(Unavailabilities))]
    public async Task Nothing_can_be_disclosed_to_a_municipality_that_is_not_available(string code)
    {
        var now = DateTime.UtcNow;
        var municipality = await fixture.MunicipalityAsync(spec => code switch
        {
            "SUSPENDED" => spec with { Suspended = true },
            "PILOT_NOT_STARTED" => spec with { Pilot = new PilotSpec { StartsAt = now.AddDays(1) } },
            "PILOT_ENDED" => spec with { Pilot = new PilotSpec { EndsAt = now.AddDays(1) } },
            _ => spec with { OpeningHours = new OpeningHoursSpec { TimeZone = "Europe/Amsterdam", Week = [] } },
        });
        // One that is made after its end gets nothing at all; this one ends while it is served.
        if (code == "PILOT_ENDED")
        {
            await fixture.Platform.PatchAsync(municipality.Name, """{"spec":{"pilot":{"endsAt":"2026-01-01T00:00:00Z"}}}""");
            await fixture.Platform.ConditionAsync(municipality.Name, ConditionTypes.PilotEnding, condition => condition.Reason == "Ended");
            await Eventually.BeTrueAsync(async () => (await municipality.Citizen.SendAsync(Start)).Errors.Count > 0);
        }

        (await municipality.Citizen.SendAsync(Start)).Code.Should().Be(code);

        if (code != "PILOT_ENDED") (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("0");
    }

    [Fact]
    public async Task An_IRMA_server_that_is_down_is_said_and_leaves_no_half_session()
    {
        var municipality =
            await fixture.MunicipalityAsync(spec => spec with { Irma = spec.Irma with { ServerUrl = "http://localhost:9" } });

        (await municipality.Citizen.SendAsync(Start)).Code.Should().Be("IRMA_UNREACHABLE");

        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("0");
        var uid = (await fixture.Platform.FindAsync(municipality.Name))!.Uid;
        (await fixture.Platform.Postgres.QueryAsync($"SELECT count(*) FROM follow_up WHERE tenant_uid = '{uid}'",
            fixture.Platform.Database)).Should().Equal("0");
    }

    [Fact]
    public async Task The_answer_has_no_code_and_the_row_has_neither_code_nor_token_in_clear()
    {
        var municipality = await fixture.MunicipalityAsync();

        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();

        code.Should().MatchRegex("^[0-9]{10}$");
        session.Answer.Should().NotContain(code);
        var row = (await municipality.QueryAsync("SELECT session::text FROM session")).Should().ContainSingle().Subject;
        row.Should().NotContain(code).And.NotContain(session.StatusToken);
        fixture.Log.Lines.Should().NotContain(
            line => line.Contains(code, StringComparison.Ordinal) || line.Contains(session.StatusToken, StringComparison.Ordinal));
    }
}
