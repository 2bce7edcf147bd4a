using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class CallbackTests
{
    [Fact]
    public async Task An_unreachable_address_does_not_spoil_the_session()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended("\"callbackUrl\":\"http://127.0.0.1:9/cb\""));

        await session.DiscloseAsync();

        (await session.StatusAsync()).Should().Be("\"DONE\"");
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_three_times()
    {
        using var requestor = new BreakingListener();
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended($"\"callbackUrl\":\"{requestor.Address}/cb\""));

        await session.DiscloseAsync();

        requestor.Connections.Should().Be(3);
    }

    [Fact]
    public async Task An_error_answer_is_not_tried_again()
    {
        await using var receiver = await Receiver.StartAsync(static context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended($"\"callbackUrl\":\"{receiver.Url}cb\""));

        await session.DiscloseAsync();

        receiver.Count.Should().Be(1);
        (await session.StatusAsync()).Should().Be("\"DONE\"");
    }

    [Fact]
    public async Task The_signed_result_is_posted_with_a_trailing_slash()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended($"\"callbackUrl\":\"{receiver.Url}cb\""));

        await session.DiscloseAsync();
        var received = await receiver.NextAsync();

        received.Path.Should().Be("/cb/");
        received.ContentType.Should().Be("text/plain; charset=UTF-8");
        received.UserAgent.Should().Be("irmago");
        var jwt = new JsonWebToken(received.Body);
        jwt.Subject.Should().Be("disclosing_result");
        jwt.GetClaim("status").Value.Should().Be("DONE");
        jwt.GetClaim("token").Value.Should().Be(session.Token);
    }

    [Fact]
    public async Task Cancelling_and_timing_out_are_posted_too()
    {
        var time = new FakeTimeProvider();
        await using var receiver = await Receiver.StartAsync();
        await using var demo = await RunningDemo.StartAsync(time);
        var callback = StartedSession.Extended($"\"callbackUrl\":\"{receiver.Url}cb/\"");

        var cancelled = await StartedSession.StartAsync(demo, callback);
        await cancelled.DeleteAsync().ShouldHaveStatusAsync(200);
        (await StatusAsync(receiver)).Should().Be("CANCELLED");

        await StartedSession.StartAsync(demo, callback);
        time.Advance(TimeSpan.FromMinutes(16));
        (await StatusAsync(receiver)).Should().Be("TIMEOUT");
    }

    [Fact]
    public async Task While_the_callback_runs_others_still_see_the_status_before_it()
    {
        StartedSession? session = null;
        var seen = "";
        await using var receiver = await Receiver.StartAsync(async _ => seen = await session!.StatusAsync());
        await using var demo = await RunningDemo.StartAsync();
        session = await StartedSession.StartAsync(demo, StartedSession.Extended($"\"callbackUrl\":\"{receiver.Url}cb\""));

        await session.DiscloseAsync();

        seen.Should().Be("\"CONNECTED\"");
    }

    private static async Task<string> StatusAsync(Receiver receiver) =>
        new JsonWebToken((await receiver.NextAsync()).Body).GetClaim("status").Value;
}
