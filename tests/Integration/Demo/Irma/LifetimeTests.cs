using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class LifetimeTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_session_that_no_app_connects_to_times_out_at_the_first_look_after_its_timeout()
    {
        await using var demo = await RunningDemo.StartAsync(time);
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended("\"timeout\":2"));

        time.Advance(TimeSpan.FromSeconds(1.9));
        (await session.StatusAsync()).Should().Be("\"INITIALIZED\"");
        time.Advance(TimeSpan.FromSeconds(0.6));
        (await session.StatusAsync()).Should().Be("\"TIMEOUT\"");
        await session.ConnectAsync().ShouldBeAsync(403, "UNEXPECTED_REQUEST");
        (await session.ResultAsJsonAsync()).ToJsonString().Should()
            .Be($$"""{"token":"{{session.Token}}","status":"TIMEOUT","type":"disclosing"}""");
    }

    [Fact]
    public async Task The_default_timeout_is_fifteen_minutes_and_starts_again_when_the_app_connects()
    {
        await using var demo = await RunningDemo.StartAsync(time);
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended("\"timeout\":60"));

        time.Advance(TimeSpan.FromSeconds(55));
        using var connected = await session.ConnectAsync();
        time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(4));
        (await session.StatusAsync()).Should().Be("\"CONNECTED\"");
        time.Advance(TimeSpan.FromSeconds(4));
        (await session.StatusAsync()).Should().Be("\"TIMEOUT\"");
    }

    [Fact]
    public async Task A_session_that_waited_longer_than_results_live_vanishes_at_the_sweep_after_its_timeout()
    {
        await using var demo = await RunningDemo.StartAsync(time);
        var session = await StartedSession.StartAsync(demo);

        time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(10));

        await session.GetAsync("status").ShouldBeAsync(400, "SESSION_UNKNOWN");
    }

    [Fact]
    public async Task A_finished_session_vanishes_at_the_first_sweep_after_five_minutes()
    {
        await using var demo = await RunningDemo.StartAsync(time);
        var session = await StartedSession.StartAsync(demo);
        await session.DiscloseAsync();

        time.Advance(TimeSpan.FromMinutes(4.9));
        (await session.StatusAsync()).Should().Be("\"DONE\"");
        time.Advance(TimeSpan.FromSeconds(16));
        await session.GetAsync("status").ShouldBeAsync(400, "SESSION_UNKNOWN");
        await session.AsAppAsync(HttpMethod.Get, "/status").ShouldBeAsync(400, "SESSION_UNKNOWN");
    }

    [Fact]
    public async Task With_a_result_lifetime_of_a_minute_a_timed_out_session_is_gone_within_seventy_seconds()
    {
        await using var demo = await RunningDemo.StartAsync(time, "ResultLifetimeMinutes=1");
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended("\"timeout\":1"));

        time.Advance(TimeSpan.FromSeconds(59));
        (await session.StatusAsync()).Should().Be("\"TIMEOUT\"");
        time.Advance(TimeSpan.FromSeconds(11));
        await session.GetAsync("status").ShouldBeAsync(400, "SESSION_UNKNOWN");
    }

    [Fact]
    public async Task A_restart_forgets_all_sessions()
    {
        StartedSession session;
        await using (var before = await RunningDemo.StartAsync())
        {
            session = await StartedSession.StartAsync(before);
        }
        await using var after = await RunningDemo.StartAsync();

        await after.Irma.GetAsync($"session/{session.Token}/status", RunningDemo.Cancelled).ShouldBeAsync(400, "SESSION_UNKNOWN");
    }
}
