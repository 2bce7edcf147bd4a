using System.Net;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Web.Evaluation;

/// <summary>The municipal admin reads what the pilot has come to, and nobody else.</summary>
public sealed class ReadEvaluationTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Figures =
        "{ started disclosed refused expired notPhoned matched wrongCodes unidentified abandoned taken waiting { median p90 p95 } handling "
            + "{ median p90 p95 } }";

    private const string Ask =
        $"{{ evaluation {{ threshold total {Figures} purposes {{ purpose {{ name title {{ nl }} }} total {Figures} months {{ month total "
            + $"{Figures} days {{ day figures {Figures} }} }} }} }} }}";

    [Fact]
    public async Task Nobody_but_an_admin_of_the_municipality_gets_it()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0].GraphQL;
        var stranger = municipality.Citizen with { Cookie = (await (await fixture.MunicipalityAsync()).AdminAsync()).Cookie };

        foreach (var (client, code, status) in new[]
        {
            (municipality.Citizen, "NOT_SIGNED_IN", HttpStatusCode.Unauthorized), (await municipality.ExchangeAsync(), "NOT_SIGNED_IN",
                HttpStatusCode.Unauthorized),
            (stranger, "NOT_SIGNED_IN", HttpStatusCode.Unauthorized), (agent, "NOT_ALLOWED", HttpStatusCode.Forbidden),
        })
        {
            (await client.SendAsync(Ask)).Code.Should().Be(code);
            using var file = await client.SendAsync(HttpMethod.Get, "/evaluation.csv");
            file.StatusCode.Should().Be(status);
            (await file.Content.ReadAsStringAsync()).Should().Contain(code).And.NotContain("started");
        }
    }

    [Fact]
    public async Task The_api_may_read_what_was_counted_and_not_change_it()
    {
        var municipality = await fixture.MunicipalityAsync();
        var app = fixture.Platform.Names(municipality.ShortName).AppRole;

        (await municipality.QueryAsync(
            $"""
             SELECT DISTINCT has_table_privilege('{app}', name, 'SELECT') || ' ' || has_table_privilege('{app}', name,
                 'INSERT, UPDATE, DELETE, TRUNCATE')
                 || ' ' || has_function_privilege('{app}', 'count_session()', 'EXECUTE')
             FROM unnest(ARRAY['evaluation_event', 'evaluation_day']) AS name
             """)).Should().Equal("true false false");
    }

    [Fact]
    public async Task It_tells_what_was_counted_up_to_this_moment_and_no_small_count()
    {
        var municipality = await fixture.MunicipalityAsync();
        // The first is already another day in the municipality's zone. The last is not added to its day yet.
        await municipality.ExecuteAsync(
            """
            INSERT INTO evaluation_event VALUES ('2027-01-31 23:30Z', 'uitkering', 'WrongCodes', 0, 7), ('2027-02-01 10:00Z',
                'uitkering', 'WrongCodes', 0, 10),
                ('2027-02-02 10:00Z', 'uitkering', 'WrongCodes', 0, 3), ('2027-02-02 10:00Z', '', 'Taken', 61, 6), ('2027-02-02 10:00Z', '', 'Unidentified', 0, 6);
            INSERT INTO evaluation_day VALUES ('2027-02-01', 'uitkering', 'WrongCodes', 0, 2, true), ('2026-12-01', 'vergunning',
                'NotPhoned', 0, 5, true)
            """);
        var admin = await municipality.AdminAsync();

        var answer = await admin.GraphQL.SendAsync<Evaluation>(Ask);
        var evaluation = answer.Value;

        evaluation.Threshold.Should().Be(5);
        evaluation.Total.WrongCodes.Should().Be(22);
        evaluation.Purposes.Select(purpose => purpose.Purpose?.Name).Should().Equal("uitkering", "vergunning", null);
        evaluation.Purposes.Select(purpose => purpose.Purpose?.Title.Nl).Should().Equal("Vraag over uw uitkering", "vergunning", null);
        var february = evaluation.Purposes[0].Months.Single();
        february.Month.Should().Be("2027-02");
        february.Total.WrongCodes.Should().Be(22);
        february.Days.Select(day => (day.Day, day.Figures.WrongCodes, day.Figures.Started)).Should()
            .Equal(("2027-02-01", null, 0), ("2027-02-02", null, 0));
        var total = answer.Accepted["evaluation"]!["purposes"]![2]!["total"]!.ToJsonString();
        total.Should().Contain("\"unidentified\":6").And.Contain("\"taken\":6").And.Contain(
            "\"waiting\":{\"median\":63,\"p90\":63,\"p95\":63},\"handling\":null");

        using var file = await admin.GraphQL.SendAsync(HttpMethod.Get, "/evaluation.csv");
        file.StatusCode.Should().Be(HttpStatusCode.OK);
        file.Content.Headers.ContentType!.ToString().Should().Be("text/csv; charset=utf-8; header=present");
        file.Content.Headers.ContentDisposition!.ToString().Should().Be($"attachment; filename=\"evaluatie-{municipality.Name}.csv\"");
        file.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await file.Content.ReadAsByteArrayAsync()).Take(3).Should().Equal(0xEF, 0xBB, 0xBF);
        (await file.Content.ReadAsStringAsync()).Split("\r\n").Should()
            .Contain("day,uitkering,2027-02,2027-02-02,0,0,0,0,0,0,*,0,0,0,,,,,,").And.HaveCount(1 + 1 + 3 + 3 + 4 + 1);
    }

    private sealed record Evaluation(int Threshold, Counts Total, IReadOnlyList<OfPurpose> Purposes);

    private sealed record OfPurpose(Titled? Purpose, IReadOnlyList<OfMonth> Months);

    private sealed record Titled(string Name, Label Title);

    private sealed record OfMonth(string Month, Counts Total, IReadOnlyList<OfDay> Days);

    private sealed record OfDay(string Day, Counts Figures);

    private sealed record Counts(int? WrongCodes, int? Started);
}
