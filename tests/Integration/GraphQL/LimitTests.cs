using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace IdBellen.Tests.Integration.GraphQL;

/// <summary>What one request may ask, each limit with its own code.</summary>
public sealed class LimitTests
{
    private const string FiveDeep = "{ item { inner { inner { inner { name } } } } }";

    public static TheoryData<string, string, string> TooMuch => new()
    {
        { "MaxDepth=4", FiveDeep, "DOCUMENT_TOO_DEEP" },
        { "MaxDepth=10", string.Concat(Enumerable.Repeat("{ item { inner ", 50)), "DOCUMENT_TOO_DEEP" },
        { "MaxCost=200", "{ item { many { many { many { many { name } } } } } }", "DOCUMENT_TOO_COSTLY" },
        { "MaxTokens=20",
            "{ hello hello hello hello hello hello hello hello hello hello hello hello hello hello hello hello hello hello hello }",
            "DOCUMENT_TOO_LONG" },
        { "MaxAliases=2", "{ a: hello b: hello c: hello }", "TOO_MANY_ALIASES" },
        { "MaxRootFields=2", "{ hello ...F } fragment F on ToyQuery { broken item { name } }", "TOO_MANY_ROOT_FIELDS" },
        { "MaxDirectives=1", "{ hello @skip(if: false) @include(if: true) }", "TOO_MANY_DIRECTIVES" },
        { "MaxDepth=10", "query A { hello } query B { hello }", "TOO_MANY_OPERATIONS" },
        { "Documents=shipped", "{ hello }", "DOCUMENT_UNKNOWN" },
        { "Documents=shipped", "{ __schema { types { name } } }", "DOCUMENT_UNKNOWN" },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task A_document_that_asks_too_much_is_refused_with_a_code_by_http_and_by_websocket(
        string setting, string query, string code)
    {
        var (name, value) = setting.Split('=') is [var left, var right] ? (left, right) : throw new InvalidOperationException(setting);
        await using var server = await ToyServer.StartAsync((name, value));
        using var socket = await server.InitialisedAsync();

        using var answer = await PostAsync(server, new { query });
        await socket.SubscribeAsync("1", query);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await CodeAsync(answer)).Should().Be(code);
        ((string)(await socket.NextAsync())["payload"]![0]!["extensions"]!["code"]!).Should().Be(code);
    }

    [Theory]
    [InlineData("MaxDepth=5", FiveDeep)]
    [InlineData("MaxAliases=2", "{ a: hello b: hello }")]
    [InlineData("MaxRootFields=2", "{ hello ...F ...F } fragment F on ToyQuery { item { name } }")]
    [InlineData("MaxDirectives=1", "{ hello @skip(if: false) }")]
    [InlineData("Documents=shipped", ToyServer.Shipped)]
    public async Task A_document_that_asks_just_as_much_as_it_may_is_answered(string setting, string query)
    {
        var (name, value) = setting.Split('=') is [var left, var right] ? (left, right) : throw new InvalidOperationException(setting);
        await using var server = await ToyServer.StartAsync((name, value));

        using var answer = await PostAsync(server, new { query });

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{ nothing }")]
    [InlineData("{ hello { world } }")]
    [InlineData("query ($name: Nothing) { hello }")]
    public async Task A_server_whose_shipped_document_does_not_fit_the_schema_does_not_start(string shipped)
    {
        var start = () => ToyServer.StartAsync(shipped);

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("A shipped document is not valid: *");
    }

    [Theory]
    [InlineData("Documents=any")]
    [InlineData("Documents=shipped")]
    public async Task A_shipped_document_is_found_by_its_identifier(string setting)
    {
        await using var server = await ToyServer.StartAsync(("Documents", setting.Split('=')[1]));
        var documentId = IdBellen.GraphQL.Documents.DocumentStore.IdentifierOf(ToyServer.Shipped);

        using var posted = await PostAsync(server, new { documentId });
        using var got = await server.Http.GetAsync(new Uri($"?documentId={documentId}", UriKind.Relative));
        using var unknown = await PostAsync(server, new { documentId = documentId[..^1] + "x" });
        using var contradiction = await PostAsync(server, new { documentId, query = "{ hello }" });

        posted.StatusCode.Should().Be(HttpStatusCode.OK);
        (await got.Content.ReadAsStringAsync()).Should().Contain("hello world");
        (await CodeAsync(unknown)).Should().Be("DOCUMENT_UNKNOWN");
        (await CodeAsync(contradiction)).Should().Be("BAD_REQUEST");
    }

    [Fact]
    public async Task A_batch_is_refused()
    {
        await using var server = await ToyServer.StartAsync();

        using var answer = await PostAsync(server, new[] { new { query = "{ hello }" } });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await CodeAsync(answer)).Should().Be("BATCHING_REFUSED");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Too_large_a_body_is_refused_whether_its_length_is_told_or_not(bool isTold)
    {
        await using var server = await ToyServer.StartAsync(("MaxRequestBytes", "1024"));
        var body = JsonContent.Create(new { query = $"{{ hello }} #{new string('x', 2000)}" });
        if (isTold) await body.LoadIntoBufferAsync(TestContext.Current.CancellationToken);

        using var answer = await server.Http.PostAsync(server.Url, body);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await CodeAsync(answer)).Should().Be("REQUEST_TOO_LARGE");
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_ended()
    {
        await using var server = await ToyServer.StartAsync(("Timeout", "00:00:00.2"));

        using var answer = await PostAsync(server, new { query = "{ slow }" });

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await CodeAsync(answer)).Should().Be("TIMEOUT");
    }

    [Fact]
    public async Task A_subscription_may_last_longer_than_a_query()
    {
        await using var server = await ToyServer.StartAsync(("Timeout", "00:00:00.2"));
        using var socket = await server.InitialisedAsync();

        await socket.SubscribeAsync("c", "subscription { count(to: 30) }");

        var last = 0;
        while (await socket.NextAsync() is var message && (string)message["type"]! == "next")
            last = (int)message["payload"]!["data"]!["count"]!;
        last.Should().Be(30);
    }

    [Theory]
    [InlineData("application/graphql-response+json")]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task Who_has_too_much_already_is_told_when_to_come_back(string accept)
    {
        await using var server = await ToyServer.StartAsync();
        using var request =
            new HttpRequestMessage(HttpMethod.Post, server.Url) { Content = JsonContent.Create(new { query = "{ hello }" }) };
        request.Headers.Add("Accept", accept);
        request.Headers.Add("X-Full", "1");

        using var answer = await server.Http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
        (await CodeAsync(answer)).Should().Be("TOO_MANY_REQUESTS");
    }

    [Fact]
    public async Task A_fault_of_a_field_goes_out_without_its_text()
    {
        await using var server = await ToyServer.StartAsync();

        using var answer = await PostAsync(server, new { query = "{ broken }" });

        (await answer.Content.ReadAsStringAsync()).Should().NotContain("secret").And.Contain("\"code\":\"INTERNAL\"");
    }

    [Fact]
    public async Task A_foreign_origin_gets_403_with_a_code()
    {
        await using var server = await ToyServer.StartAsync();
        using var request =
            new HttpRequestMessage(HttpMethod.Post, server.Url) { Content = JsonContent.Create(new { query = "mutation { touch }" }) };
        request.Headers.Add("Origin", "https://evil.example");

        using var answer = await server.Http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await CodeAsync(answer)).Should().Be("ORIGIN_NOT_ALLOWED");
        server.World.Touched.Should().Be(0);
    }

    private static async Task<HttpResponseMessage> PostAsync(ToyServer server, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url) { Content = JsonContent.Create(body) };
        request.Headers.Add("Accept", "application/graphql-response+json");
        return await server.Http.SendAsync(request);
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer) =>
        (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!["extensions"]!["code"]!;
}
