namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class AppRequestTests
{
    private const string Tel = "tel:+31263770000,,0123456789";

    [Theory]
    [InlineData("\"augmentReturnUrl\":true,\"clientReturnUrl\":\"tel:+31263770000,,0123456789\"",
        "augmenting client return url not enabled")]
    public async Task Augmenting_is_refused_unless_the_server_allows_it(string fields, string message)
    {
        await using var demo = await RunningDemo.StartAsync();

        await StartedSession.PostAsync(demo.Irma, With(fields)).ShouldBeAsync(400, "INVALID_REQUEST", message);
    }

    [Fact]
    public async Task Augmenting_nothing_is_refused()
    {
        await using var demo = await RunningDemo.StartAsync("AugmentReturnUrl=on");

        await StartedSession.PostAsync(demo.Irma, With("\"augmentReturnUrl\":true"))
            .ShouldBeAsync(400, "INVALID_REQUEST", "cannot augment empty client return url");
    }

    [Fact]
    public async Task A_session_with_a_host_is_refused_on_any_other_host()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, With("\"host\":\"arnhem.irma.localhost:1234\""));

        session.Url.Authority.Should().Be("arnhem.irma.localhost:1234");
        await demo.Irma.GetAsync(session.Url.AbsolutePath, RunningDemo.Cancelled).ShouldBeAsync(403, "UNAUTHORIZED", "Host mismatch");
    }

    [Fact]
    public async Task A_session_with_a_host_answers_on_that_host()
    {
        await using var demo = await RunningDemo.StartAsync();
        var host = $"arnhem.localhost:{demo.Irma.BaseAddress!.Port}";
        var session = await StartedSession.StartAsync(demo, With($"\"host\":\"{host}\""));
        var request = new HttpRequestMessage(HttpMethod.Get, session.Url.AbsolutePath + "/status");
        request.Headers.Host = host;

        await demo.Irma.SendAsync(request, RunningDemo.Cancelled).ShouldHaveStatusAsync(200);
    }

    [Fact]
    public async Task The_return_address_and_the_labels_reach_the_app_unchanged()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo,
            With($"\"clientReturnUrl\":\"{Tel}\",\"labels\":{{\"0\":{{\"en\":\"Number\",\"nl\":\"Nummer\"}}}}"));

        using var answer = await session.ConnectAsync();
        var body = await StartedSession.JsonAsync(answer);

        ((string)body["request"]!["clientReturnUrl"]!).Should().Be(Tel);
        ((string)body["request"]!["labels"]!["0"]!["nl"]!).Should().Be("Nummer");
        ((string)body["protocolVersion"]!).Should().Be("2.8");
        body["request"]!["disclose"]!.ToJsonString().Should().Be("""[[["irma-demo.MijnOverheid.root.BSN"]]]""");
        ((string)body["options"]!["pairingMethod"]!).Should().Be("none");
    }

    [Theory]
    [InlineData(Tel, Tel + "?token=")]
    [InlineData("https://example.org/?a=b", "https://example.org/?a=b&token=")]
    public async Task An_augmented_return_address_leaks_the_requestor_token(string url, string expected)
    {
        await using var demo = await RunningDemo.StartAsync("AugmentReturnUrl=on");
        var session = await StartedSession.StartAsync(demo, With($"\"augmentReturnUrl\":true,\"clientReturnUrl\":\"{url}\""));

        using var answer = await session.ConnectAsync();

        ((string)(await StartedSession.JsonAsync(answer))["request"]!["clientReturnUrl"]!).Should().Be(expected + session.Token);
    }

    private static string With(string fields) =>
        $$"""{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":[[["irma-demo.MijnOverheid.root.BSN"]]],{{fields}}}""";
}
