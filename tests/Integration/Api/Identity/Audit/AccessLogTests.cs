using System.Net;
using System.Text.Json.Nodes;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Identity.Audit;

/// <summary>The municipal admin takes the access log home.</summary>
public sealed class AccessLogTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Path = "/access-log.jsonl";

    [Fact]
    public async Task Nobody_gets_it_but_an_admin_of_this_municipality()
    {
        var municipality = await fixture.MunicipalityAsync();
        var elsewhere = await (await fixture.MunicipalityAsync()).AdminAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        await agent.CallAsync();

        foreach (var client in (GraphQLClient[])
            [municipality.Citizen, agent.GraphQL, await municipality.ExchangeAsync(),
                new GraphQLClient(municipality) { Cookie = elsewhere.Cookie }])
        {
            using var answer = await client.SendAsync(HttpMethod.Get, Path);
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            answer.Headers.CacheControl!.NoStore.Should().BeTrue();
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("errors").And.NotContain(
                "resourceSpans");
        }
    }

    [Fact]
    public async Task Each_disclosure_is_one_record_of_one_trace_about_a_random_subject_and_says_nothing_of_the_person()
    {
        const string activity = "https://register.example.nl/verwerkingen/12";
        var municipality =
            await fixture.MunicipalityAsync(spec => spec with { Purposes = [spec.Purposes[0] with { ProcessingActivity = activity }] });
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        var call = await agent.CallAsync();
        await agent.CallAsync();
        var link = (await agent.TakeAsync(call.Id)).Call!.Links[0].Url;
        using (await agent.GraphQL.SendAsync(HttpMethod.Get, link))
        {
            // Followed.
        }
        var session = (await municipality.QueryAsync("SELECT concat_ws(' ', id, trace_id, data_subject_id) FROM session")).Single()
            .Split(' ');

        var (text, spans) = await DownloadAsync(municipality);

        spans.Select(span => Attribute(span, "idbellen.action")).Should().Equal("overview", "taken", "link");
        spans.Select(span => (string)span["traceId"]!).Distinct().Should().Equal(session[1].Replace("-", "", StringComparison.Ordinal));
        spans.Select(span => (string)span["spanId"]!).Should().OnlyHaveUniqueItems();
        spans.Select(span => Attribute(span, "dpl.core.data_subject_id")).Distinct().Should().Equal(session[2]);
        spans.Should().OnlyContain(span => Attribute(span, "dpl.core.processing_activity_id") == activity);
        var account = (await agent.IdAsync()).ToString();
        spans.Should().OnlyContain(span => Attribute(span, "user.id") == account);
        session.Distinct().Should().HaveCount(3, "the subject is not the session's own number");
        text.Should().NotContainAny(session[0], session[0].Replace("-", "", StringComparison.Ordinal), ServedMunicipality.Bsn,
            ServedMunicipality.FullName, "Amrani", "+316", "anna");
    }

    [Fact]
    public async Task A_purpose_without_an_activity_in_a_register_has_an_address_of_ours()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        await agent.CallAsync();

        var (_, spans) = await DownloadAsync(municipality);

        Attribute(spans.Single(), "dpl.core.processing_activity_id").Should().Be($"{municipality.Origin}/processing-activities/uitkering");
    }

    [Fact]
    public async Task An_overview_that_shows_nothing_is_no_disclosure()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Purposes = [spec.Purposes[0] with { Overview = [] }] });
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();

        (await agent.CallAsync()).Attributes.Should().BeEmpty();

        (await municipality.QueryAsync("SELECT action FROM data_access_log")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_long_log_comes_whole_and_in_its_order()
    {
        var municipality = await fixture.MunicipalityAsync();
        await municipality.ExecuteAsync(
            "INSERT INTO data_access_log (at, account_id, session_id, action) SELECT now(), gen_random_uuid(), gen_random_uuid(), 'taken' "
                + "FROM generate_series(1, 1000)");

        var (_, spans) = await DownloadAsync(municipality);

        spans.Select(span => (string)span["spanId"]!).Should()
            .Equal(await municipality.QueryAsync("SELECT encode(span_id, 'hex') FROM data_access_log ORDER BY id"));
        spans.Should().HaveCount(1000);
    }

    private static async Task<(string Text, IReadOnlyList<JsonNode> Spans)> DownloadAsync(ServedMunicipality municipality)
    {
        using var answer = await (await municipality.AdminAsync()).GraphQL.SendAsync(HttpMethod.Get, Path);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Content.Headers.ContentDisposition!.ToString().Should().Be($"attachment; filename=\"access-log-{municipality.Name}.jsonl\"");
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/jsonl");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.Should().EndWith("\n");
        return (text, [.. text.TrimEnd('\n').Split('\n')
            .Select(line => JsonNode.Parse(line)!["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]!.AsArray().Single()!)]);
    }

    private static string? Attribute(JsonNode span, string key) =>
        (string?)span["attributes"]!.AsArray().FirstOrDefault(one => (string)one!["key"]! == key)?["value"]!["stringValue"];
}
