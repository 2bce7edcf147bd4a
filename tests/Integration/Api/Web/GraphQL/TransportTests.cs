using System.Net;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Web.GraphQL;

/// <summary>GraphQL over HTTP and SSE as their specifications say.</summary>
public sealed class TransportTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Query = """{"query":"{ municipality { name } }"}""";

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ municipality { name } }","variables":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ municipality { name } }","operationName":7}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ municipality {"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ nothing }"}""", HttpStatusCode.BadRequest)]
    public async Task A_request_that_is_not_well_formed_is_refused_with_a_code(string body, HttpStatusCode status)
    {
        var municipality = await fixture.MunicipalityAsync();

        using var answer = await municipality.Citizen.PostAsync(body);

        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"code\":\"BAD_REQUEST\"");
    }

    [Theory]
    [InlineData("text/plain", "application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=iso-8859-1", "application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "text/html", HttpStatusCode.NotAcceptable)]
    [InlineData("application/json", "application/json", HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", "application/graphql-response+json, application/json;q=0.9", HttpStatusCode.OK)]
    [InlineData("application/json", "*/*", HttpStatusCode.OK)]
    public async Task Media_types_are_those_of_the_specification(string type, string accept, HttpStatusCode status)
    {
        var municipality = await fixture.MunicipalityAsync();

        using var answer = await municipality.Citizen.PostAsync(Query, type, accept);

        answer.StatusCode.Should().Be(status);
        if (status == HttpStatusCode.OK)
            answer.Content.Headers.ContentType!.MediaType.Should().Be(accept.StartsWith("application/graphql", StringComparison.Ordinal)
                ? "application/graphql-response+json" : "application/json");
    }

    [Theory]
    [InlineData("mutation { matchCode(code: 1234567890, callReference: \"c\", attempt: 1) { outcome } }")]
    [InlineData("mutation { matchCode(code: \"1\", callReference: \"c\", attempt: 1234567890123) { outcome } }")]
    [InlineData("mutation { matchCode(code 1234567890) }")]
    public async Task An_error_text_never_repeats_a_value_that_was_sent(string query)
    {
        var municipality = await fixture.MunicipalityAsync();

        using var answer = await municipality.Citizen.PostAsync(System.Text.Json.JsonSerializer.Serialize(new { query }));

        var content = await answer.Content.ReadAsStringAsync();
        content.Should().Contain("BAD_REQUEST").And.NotContain("1234567890");
    }

    [Fact]
    public async Task Too_large_a_body_is_refused()
    {
        var municipality = await fixture.MunicipalityAsync();

        using var answer = await municipality.Citizen.PostAsync($$"""{"query":"{ municipality { name } } #{{new string('x', 70_000)}}"}""");

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Get_is_for_queries_only()
    {
        var municipality = await fixture.MunicipalityAsync();

        using var query = await municipality.Citizen.SendAsync(HttpMethod.Get, "/graphql?query={municipality{name}}");
        using var mutation = await municipality.Citizen.SendAsync(HttpMethod.Get,
            "/graphql?query=mutation{startSession(purpose:\"uitkering\"){statusToken}}");

        query.StatusCode.Should().Be(HttpStatusCode.OK);
        mutation.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("0");
    }

    [Fact]
    public async Task A_subscription_needs_an_event_stream()
    {
        var municipality = await fixture.MunicipalityAsync();

        using var answer =
            await municipality.Citizen.PostAsync("""{"query":"subscription { liveCalls { id } }"}""", accept: "application/json");

        answer.StatusCode.Should().BeOneOf(HttpStatusCode.NotAcceptable, HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("errors");
    }

    [Fact]
    public async Task A_refused_subscription_says_so_in_the_stream_and_completes()
    {
        var municipality = await fixture.MunicipalityAsync();
        var events = new List<string>();

        await foreach (var next in municipality.Citizen.SubscribeAsync("subscription { liveCalls { id } }"))
            events.Add((string)next["errors"]![0]!["extensions"]!["code"]!);

        events.Should().Equal("NOT_SIGNED_IN");
    }

    [Fact]
    public async Task A_query_may_be_answered_as_an_event_stream()
    {
        var municipality = await fixture.MunicipalityAsync();
        var events = new List<string>();

        await foreach (var next in municipality.Citizen.SubscribeAsync("{ municipality { name } }"))
            events.Add((string)next["data"]!["municipality"]!["name"]!);

        events.Should().Equal(municipality.Name);
    }

    [Fact]
    public async Task A_municipal_page_may_preflight_and_other_origins_may_not()
    {
        var municipality = await fixture.MunicipalityAsync();

        using var allowed = await new GraphQLClient(municipality) { Origin = "https://www.gemeente.example" }.PreflightAsync();
        using var refused = await new GraphQLClient(municipality) { Origin = "https://evil.example" }.PreflightAsync();

        allowed.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("https://www.gemeente.example");
        allowed.Headers.Contains("Access-Control-Allow-Credentials").Should().BeFalse();
        refused.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }
}
