namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class SessionStateTests
{
    private const string Unknown = "aaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("status")]
    [InlineData("result")]
    [InlineData("result-jwt")]
    [InlineData("getproof")]
    public async Task An_unknown_session_is_400_and_not_404(string name)
    {
        await using var demo = await RunningDemo.StartAsync();

        await demo.Irma.GetAsync($"session/{Unknown}/{name}", RunningDemo.Cancelled).ShouldBeAsync(400, "SESSION_UNKNOWN");
        await demo.Irma.DeleteAsync($"session/{Unknown}", RunningDemo.Cancelled).ShouldBeAsync(400, "SESSION_UNKNOWN");
        await demo.Irma.GetAsync($"irma/session/{Unknown}/status", RunningDemo.Cancelled).ShouldBeAsync(400, "SESSION_UNKNOWN");
    }

    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaaaaa!")]
    public async Task A_malformed_token_is_an_invalid_request(string token)
    {
        await using var demo = await RunningDemo.StartAsync();

        await demo.Irma.GetAsync($"session/{token}/status", RunningDemo.Cancelled)
            .ShouldBeAsync(400, "INVALID_REQUEST", "string did not pass input validation for requestorToken");
    }

    [Fact]
    public async Task Only_one_app_may_connect()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);
        using var first = await session.ConnectAsync();

        await session.ConnectAsync(authorization: "another").ShouldBeAsync(403, "UNEXPECTED_REQUEST", "Session already started");
        (await session.StatusAsync()).Should().Be("\"CONNECTED\"");
    }

    [Fact]
    public async Task Proofs_are_refused_before_the_app_connects_from_another_app_and_after_the_end()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);

        await session.ProveAsync().ShouldBeAsync(403, "UNEXPECTED_REQUEST");
        using var connected = await session.ConnectAsync();
        await session.ProveAsync(authorization: "another").ShouldBeAsync(403, "UNAUTHORIZED");
        await session.ProveAsync("""{"person":"nobody"}""").ShouldBeAsync(400, "MALFORMED_INPUT");
        (await session.StatusAsync()).Should().Be("\"CONNECTED\"");
        await session.ProveAsync().ShouldHaveStatusAsync(200);
        await session.ProveAsync().ShouldBeAsync(403, "UNEXPECTED_REQUEST");
    }

    [Theory]
    [InlineData("\"2.4\"", "\"2.7\"")]
    [InlineData("\"2.9\"", "\"3.0\"")]
    public async Task An_app_with_other_protocol_versions_fails_the_session(string min, string max)
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);

        await session.ConnectAsync(min, max).ShouldBeAsync(400, "PROTOCOL_VERSION");

        var result = await session.ResultAsync();
        result.Status.Should().Be("CANCELLED");
        result.Error.Should().Be(new SessionFault(400, "PROTOCOL_VERSION", "Protocol version negotiation failed"));
    }

    [Theory]
    [InlineData("2.8")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Protocol_versions_must_be_json_strings(string? version)
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);

        await session.ConnectAsync(version, version).ShouldBeAsync(400, "MALFORMED_INPUT");
        (await session.StatusAsync()).Should().Be("\"INITIALIZED\"");
    }

    [Fact]
    public async Task An_app_without_authorisation_fails_the_session()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);

        await session.ConnectAsync(authorization: null).ShouldBeAsync(403, "UNAUTHORIZED");
        (await session.StatusAsync()).Should().Be("\"CANCELLED\"");
    }

    [Fact]
    public async Task Cancelling_twice_is_200_and_empty_and_leaves_no_error()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);

        for (var time = 0; time < 2; time++)
        {
            using var answer = await session.DeleteAsync();
            answer.EnsureSuccessStatusCode();
            (await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled)).Should().BeEmpty();
        }

        (await session.ResultAsJsonAsync()).ToJsonString().Should()
            .Be($$"""{"token":"{{session.Token}}","status":"CANCELLED","type":"disclosing"}""");
    }

    [Fact]
    public async Task Cancelling_a_finished_session_changes_nothing()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);
        await session.DiscloseAsync();

        await session.DeleteAsync().ShouldHaveStatusAsync(200);

        (await session.StatusAsync()).Should().Be("\"DONE\"");
    }

    [Fact]
    public async Task Refusing_in_the_app_cancels()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);
        using var connected = await session.ConnectAsync();

        await session.AsAppAsync(HttpMethod.Delete, "").ShouldHaveStatusAsync(200);

        (await session.StatusAsync()).Should().Be("\"CANCELLED\"");
    }

    [Fact]
    public async Task A_session_goes_from_initialized_by_connected_to_done()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);

        (await session.StatusAsync()).Should().Be("\"INITIALIZED\"");
        (await session.ResultAsJsonAsync()).ToJsonString().Should()
            .Be($$"""{"token":"{{session.Token}}","status":"INITIALIZED","type":"disclosing"}""");
        using var connected = await session.ConnectAsync();
        (await session.StatusAsync()).Should().Be("\"CONNECTED\"");
        using var proved = await session.ProveAsync();
        (await proved.Content.ReadAsStringAsync(RunningDemo.Cancelled)).Should().Be("""{"proofStatus":"VALID"}""");
        (await session.StatusAsync()).Should().Be("\"DONE\"");
        using var old = await session.AsAppAsync(HttpMethod.Get, "/status", authorization: null);
        (await old.Content.ReadAsStringAsync(RunningDemo.Cancelled)).Should().Be("\"DONE\"");
    }
}
