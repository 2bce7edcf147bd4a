using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class StatusEventsTests
{
    [Fact]
    public async Task Events_are_off_unless_switched_on()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);

        await session.GetAsync("statusevents").ShouldBeAsync(500, "SSE_DISABLED");
    }

    [Fact]
    public async Task An_unknown_session_is_unsupported_here()
    {
        await using var demo = await RunningDemo.StartAsync("IrmaSse=on");

        await demo.Irma.GetAsync("session/aaaaaaaaaaaaaaaaaaaa/statusevents", RunningDemo.Cancelled).ShouldBeAsync(501, "UNSUPPORTED");
    }

    [Fact]
    public async Task A_finished_session_has_no_events()
    {
        await using var demo = await RunningDemo.StartAsync("IrmaSse=on");
        var session = await StartedSession.StartAsync(demo);
        await session.DeleteAsync().ShouldHaveStatusAsync(200);

        await session.GetAsync("statusevents").ShouldBeAsync(403, "UNEXPECTED_REQUEST");
    }

    [Fact]
    public async Task The_stream_opens_tells_only_what_changes_and_ends_with_the_session()
    {
        await using var demo = await RunningDemo.StartAsync("IrmaSse=on");
        var session = await StartedSession.StartAsync(demo);
        using var answer = await demo.Irma.GetAsync($"session/{session.Token}/statusevents", HttpCompletionOption.ResponseHeadersRead,
            RunningDemo.Cancelled);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        answer.Headers.GetValues("X-Accel-Buffering").Should().Equal("no");
        await session.DiscloseAsync();

        (await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled)).Should()
            .Be("event: open\n\ndata: \"CONNECTED\"\n\ndata: \"DONE\"\n\n");
    }

    [Fact]
    public async Task The_front_end_gets_objects_instead_of_strings()
    {
        await using var demo = await RunningDemo.StartAsync("IrmaSse=on");
        var session = await StartedSession.StartAsync(demo);
        using var request = new HttpRequestMessage(HttpMethod.Get, session.Url + "/frontend/statusevents");
        request.Headers.TryAddWithoutValidation("Authorization", session.FrontendAuthorization);
        using var answer = await demo.Irma.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, RunningDemo.Cancelled);

        await session.DeleteAsync().ShouldHaveStatusAsync(200);

        (await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled)).Should().Be("event: open\n\ndata: {\"status\":\"CANCELLED\"}\n\n");
    }

    [Fact]
    public async Task A_timeout_is_told_when_it_happens()
    {
        var time = new FakeTimeProvider();
        await using var demo = await RunningDemo.StartAsync(time, "IrmaSse=on");
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended("\"timeout\":5"));
        var listening = demo.Irma.GetStringAsync($"session/{session.Token}/statusevents", RunningDemo.Cancelled);

        (await time.AdvanceUntilAsync(listening, TimeSpan.FromMilliseconds(100))).Should().Be("event: open\n\ndata: \"TIMEOUT\"\n\n");
    }
}
