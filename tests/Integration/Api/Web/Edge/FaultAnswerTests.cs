using System.Net;
using System.Text.Json;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Web.Edge;

/// <summary>What is answered, and what is logged, when something that is not ours is away or wrong.</summary>
public sealed class FaultAnswerTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Repetitions = 20;

    [Fact]
    public async Task Without_the_database_everybody_gets_the_documented_code_wherever_they_ask_and_the_log_gets_a_line()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        await fixture.Platform.Postgres.ExecuteAsync($"ALTER DATABASE \"{municipality.Database}\" ALLOW_CONNECTIONS false");
        await fixture.Platform.Postgres.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{municipality.Database}'");
        try
        {
            // Who comes first may meet a connection that was cut a moment ago.
            await agent.GraphQL.SendAsync("{ viewer { id } }");
            var logged = fixture.Log.Lines.Count;

            for (var time = 0; time < Repetitions; time++)
            {
                (await agent.GraphQL.SendAsync("{ viewer { id } }")).Code.Should()
                    .Be("DATABASE_UNAVAILABLE", "the agent is known by the database");
                (await exchange.SendAsync(
                    "mutation { matchCode(code: \"1234567890\", callReference: \"c\", attempt: 1) { outcome } }")).Code.Should()
                    .Be("DATABASE_UNAVAILABLE");
                (await municipality.Citizen.SendAsync("mutation { startSession(purpose: \"uitkering\") { statusToken } }")).Code.Should()
                    .Be("DATABASE_UNAVAILABLE");
            }

            foreach (var (path, accept) in new[] { ("/graphql?query={viewer{id}}", "text/html"), ("/access-log", "text/html"),
                ("/sign-out", "application/json"), ("/nowhere", "text/html"), ("/account/password", "*/*") })
            {
                using var answer =
                    await agent.GraphQL.SendAsync(path == "/sign-out" ? HttpMethod.Post : HttpMethod.Get, path, accept: accept);
                var text = await answer.Content.ReadAsStringAsync();
                answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, path);
                answer.Headers.RetryAfter!.Delta.Should().BePositive();
                text.Should().Contain("DATABASE_UNAVAILABLE", path).And.NotContain("Exception").And.NotContain(municipality.Database);
            }
            var lines = fixture.Log.Lines.Skip(logged).ToList();
            lines.Should().NotContain(line => line.Contains("   at ", StringComparison.Ordinal),
                "a stack tells nobody that a database is away");
            lines.Count(line => line.Contains("55000", StringComparison.Ordinal)).Should()
                .BeLessThan(Repetitions, "they are counted, not told one by one");
        }
        finally
        {
            await fixture.Platform.Postgres.ExecuteAsync($"ALTER DATABASE \"{municipality.Database}\" ALLOW_CONNECTIONS true");
        }
    }

    [Theory]
    [InlineData("""{"query":"mutation ($p: String!) { startSession(purpose: $p) { statusToken } }","variables":{"p":"a\ud800"}}""")]
    [InlineData("""{"query":"mutation ($p: String!) { startSession(purpose: $p) { statusToken } }","variables":{"p":"a\u0000b"}}""")]
    [InlineData("""{"query":"mutation ($p: String!) { startSession(purpose: $p) { statusToken } }","variables":{"p":"uitkering","\udc00":1}}""")]
    [InlineData("""{"query":"query ($t: String!) { sessionStatus(statusToken: $t) { state } }","variables":{"t":["\ud800"]}}""")]
    [InlineData("""{"query":"{ sessionStatus(statusToken: \"\\u0000\") { state } }"}""")]
    [InlineData("""{"query":"{ sessionStatus(statusToken: \"\\ud83d\") { state } }"}""")]
    [InlineData("""{"query":"{ \ud800 }"}""")]
    [InlineData("""{"query":"{ viewer { id } }","operationName":"\udfff"}""")]
    [InlineData("""{"\ud800":"{ viewer { id } }"}""")]
    public async Task Text_that_cannot_be_stored_is_refused_with_a_code_whoever_sends_it(string body)
    {
        var municipality = await fixture.SharedMunicipalityAsync();
        foreach (var client in new[] { municipality.Citizen, await municipality.ExchangeAsync(),
            (await municipality.AdminAsync()).GraphQL })
        {
            using var answer = await client.PostAsync(body);

            answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).Should().Contain("BAD_REQUEST");
        }
    }

    [Theory]
    [InlineData("An\0na")]
    [InlineData("\0")]
    public async Task A_name_with_a_NUL_makes_no_account(string name)
    {
        var municipality = await fixture.SharedMunicipalityAsync();
        var admin = await municipality.AdminAsync();

        var answer = await admin.GraphQL.SendAsync(
            "mutation ($name: String!) { createAccount(email: \"x@example.nl\", displayName: $name, role: AGENT) { setPasswordLink } }",
            new { name });

        answer.Code.Should().Be("BAD_REQUEST");
        JsonSerializer.Serialize(await admin.GraphQL.GetAsync("{ accounts { email } }")).Should().NotContain("x@example.nl");
    }

    [Theory]
    [InlineData("/account/sign-in", "Email=a%00b%40example.nl&Password=x")]
    [InlineData("/account/password", "Email=a%40example.nl&Link=%00&Password=x")]
    [InlineData("/connect/token", "grant_type=authorization_code&code=%00")]
    [InlineData("/connect/authorize", "client_id=%00")]
    [InlineData("/sign-in/back-channel-logout", "logout_token=%00")]
    [InlineData("/account/sign-in?returnUrl=%00", "Email=x")]
    [InlineData("/account/sign-in", "MANY")]
    [InlineData("/connect/token", "LONG")]
    public async Task A_form_that_nobody_fills_in_is_refused(string path, string form)
    {
        var municipality = await fixture.SharedMunicipalityAsync();
        var body = form switch
        {
            "MANY" => string.Join('&', Enumerable.Range(0, 1100).Select(number => $"a{number}=1")),
            "LONG" => $"code={new string('x', 100_000)}",
            _ => form,
        };

        using var answer =
            await municipality.Citizen.SendAsync(HttpMethod.Post, path, body, "application/x-www-form-urlencoded", "text/html");

        ((int)answer.StatusCode).Should().Be(form == "LONG" ? 413 : 400);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(form == "LONG" ? "REQUEST_TOO_LARGE" : "BAD_REQUEST").And.Contain(
            "<html lang=\"nl\">");
    }
}
