using System.Net;

namespace IdBellen.Tests.Integration.Demo.Irma;

internal static class Refusal
{
    /// <summary>An error in the server's own form: the HTTP code is the status inside.</summary>
    public static async Task ShouldBeAsync(this Task<HttpResponseMessage> asking, int status, string error, string? message = null)
    {
        using var answer = await asking;
        var body = (await StartedSession.JsonAsync(answer)).AsObject();
        answer.StatusCode.Should().Be((HttpStatusCode)status);
        answer.Content.Headers.ContentType!.ToString().Should().Be("application/json; charset=UTF-8");
        ((int)body["status"]!).Should().Be(status);
        ((string)body["error"]!).Should().Be(error);
        if (message is not null)
        {
            ((string)body["message"]!).Should().Contain(message);
        }
    }

    public static async Task ShouldHaveStatusAsync(this Task<HttpResponseMessage> asking, int status)
    {
        using var answer = await asking;
        answer.StatusCode.Should().Be((HttpStatusCode)status);
    }
}
