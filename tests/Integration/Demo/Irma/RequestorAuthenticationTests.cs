namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class RequestorAuthenticationTests
{
    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Other_content_types_are_refused_by_name(string type)
    {
        await using var demo = await RunningDemo.StartAsync();

        await StartedSession.PostAsync(demo.Irma, StartedSession.Bsn, type)
            .ShouldBeAsync(400, "INVALID_REQUEST", "Unsupported Content-Type: " + type);
    }

    [Fact]
    public async Task A_server_without_authentication_refuses_an_authorization_header()
    {
        await using var demo = await RunningDemo.StartAsync();

        await PostAsync(demo, "anything").ShouldBeAsync(400, "INVALID_REQUEST", "request could not be authenticated");
    }

    [Fact]
    public async Task Plain_text_needs_a_requestor_that_signs()
    {
        await using var demo = await RunningDemo.StartAsync();

        await StartedSession.PostAsync(demo.Irma, "a.b.c", "text/plain")
            .ShouldBeAsync(400, "INVALID_REQUEST", "request could not be authenticated");
    }

    [Fact]
    public async Task With_a_token_the_header_may_not_be_missing()
    {
        await using var demo = await RunningDemo.StartAsync("RequestorToken=s3cret");

        await StartedSession.PostAsync(demo.Irma, StartedSession.Bsn)
            .ShouldBeAsync(400, "INVALID_REQUEST", "request could not be authenticated");
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("Bearer s3cret")]
    [InlineData("s3cre")]
    public async Task With_a_token_anything_but_the_bare_token_is_unauthorised(string authorization)
    {
        await using var demo = await RunningDemo.StartAsync("RequestorToken=s3cret");

        await PostAsync(demo, authorization).ShouldBeAsync(403, "UNAUTHORIZED");
    }

    [Fact]
    public async Task With_the_bare_token_the_session_starts_and_later_requests_need_none()
    {
        await using var demo = await RunningDemo.StartAsync("RequestorToken=s3cret");

        using var answer = await PostAsync(demo, "s3cret");
        var session = new StartedSession(demo.Irma, (await StartedSession.JsonAsync(answer)).AsObject());

        (await session.StatusAsync()).Should().Be("\"INITIALIZED\"");
    }

    private static Task<HttpResponseMessage> PostAsync(RunningDemo demo, string authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Post,
            "session")
        { Content = new StringContent(StartedSession.Bsn, null!, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return demo.Irma.SendAsync(request, RunningDemo.Cancelled);
    }
}
