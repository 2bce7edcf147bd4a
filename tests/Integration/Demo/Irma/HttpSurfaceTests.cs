using System.Net;

namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class HttpSurfaceTests
{
    [Fact]
    public async Task An_unknown_path_is_404_in_plain_text()
    {
        await using var demo = await RunningDemo.StartAsync();
        using var answer = await demo.Irma.GetAsync("nowhere", RunningDemo.Cancelled);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
    }

    [Fact]
    public async Task A_wrong_method_is_405_and_empty()
    {
        await using var demo = await RunningDemo.StartAsync();
        using var answer = await demo.Irma.GetAsync("session", RunningDemo.Cancelled);

        answer.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        (await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled)).Should().BeEmpty();
    }

    [Fact]
    public async Task Below_irma_unknown_paths_and_methods_are_errors_in_json()
    {
        await using var demo = await RunningDemo.StartAsync();

        await demo.Irma.GetAsync("irma/nowhere", RunningDemo.Cancelled).ShouldBeAsync(404, "INVALID_REQUEST");
        await demo.Irma.DeleteAsync("irma/session/aaaaaaaaaaaaaaaaaaaa/proofs", RunningDemo.Cancelled)
            .ShouldBeAsync(405, "INVALID_REQUEST");
    }

    [Fact]
    public async Task Health_is_ok()
    {
        await using var demo = await RunningDemo.StartAsync();

        (await demo.Irma.GetStringAsync("health", RunningDemo.Cancelled)).Should().Be("OK");
    }

    [Theory]
    [InlineData("PUT", "Content-Type")]
    [InlineData("GET", "X-Own-Header")]
    public async Task A_preflight_for_anything_unusual_is_200_without_permission(string method, string headers)
    {
        await using var demo = await RunningDemo.StartAsync();
        using var answer = await PreflightAsync(demo, method, headers);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
        answer.Headers.Contains("Access-Control-Allow-Methods").Should().BeFalse();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task A_preflight_for_the_usual_methods_and_headers_is_permitted_from_everywhere(string method)
    {
        await using var demo = await RunningDemo.StartAsync();
        using var answer = await PreflightAsync(demo, method, "authorization, content-type, accept, cache-control");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
        answer.Headers.GetValues("Access-Control-Allow-Methods").Should().Equal(method);
        answer.Headers.Contains("Access-Control-Max-Age").Should().BeFalse();
    }

    [Fact]
    public async Task Every_answer_may_be_read_from_everywhere_errors_too()
    {
        await using var demo = await RunningDemo.StartAsync();
        using var answer = await demo.Irma.GetAsync("session/aaaaaaaaaaaaaaaaaaaa/status", RunningDemo.Cancelled);

        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
    }

    private static Task<HttpResponseMessage> PreflightAsync(RunningDemo demo, string method, string headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "session");
        request.Headers.Add("Origin", "https://www.arnhem.nl");
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);
        return demo.Irma.SendAsync(request, RunningDemo.Cancelled);
    }
}
