using AwesomeAssertions;
using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Integration.Api.Disclosure.Irma;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Integration.Api.Disclosure.Following;

public sealed class StatusStreamsTests
{
    private static readonly HttpClient Http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly FollowedSessions followed = new(TimeProvider.System);

    [Fact]
    public async Task A_server_without_events_is_asked_once_and_not_for_each_session()
    {
        await using var server =
            await ScriptedIrmaServer.StartAsync(context => ScriptedIrmaServer.RefuseAsync(context, 500, "SSE_DISABLED"));
        var streams = Streams(most: 10);
        var first = Session();
        streams.Offer(first, server.Server);
        await Eventually.BeTrueAsync(() => Task.FromResult(!first.HasStream));

        for (var number = 0; number < 5; number++) streams.Offer(Session(), server.Server);

        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task There_are_never_more_streams_than_allowed_and_an_ended_session_makes_room()
    {
        await using var server = await ScriptedIrmaServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("event: open\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var streams = Streams(most: 2);
        FollowedSession[] sessions = [Session(), Session(), Session()];
        foreach (var session in sessions) streams.Offer(session, server.Server);
        sessions.Select(session => session.HasStream).Should().Equal(true, true, false);
        await Eventually.BeTrueAsync(() => Task.FromResult(server.Requests.Count == 2));

        followed.Settle(sessions[0].Id);

        await Eventually.BeTrueAsync(() =>
        {
            streams.Offer(sessions[2], server.Server);
            return Task.FromResult(sessions[2].HasStream);
        });
    }

    [Fact]
    public async Task An_event_makes_a_session_due_that_was_not()
    {
        await using var server = await ScriptedIrmaServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: \"CONNECTED\"\n\n");
        });
        var session = Session();
        followed.TakeDue().Should().BeEmpty();

        Streams(most: 1).Offer(session, server.Server);

        await Eventually.BeTrueAsync(() => Task.FromResult(followed.TakeDue().Contains(session)));
    }

    private StatusStreams Streams(int most) =>
        new(followed, new IrmaEvents(Http), Options.Create(new FollowUpOptions { MaxStreams = most }), TimeProvider.System);

    private FollowedSession Session()
    {
        var now = DateTimeOffset.UtcNow;
        var session = new FollowedSession(Guid.NewGuid(), "uid", "token", IdentificationWay.SamePhone,
            now.AddHours(1))
        { Status = IrmaStatus.Initialized };
        followed.Add(session, now.AddMinutes(1));
        return session;
    }
}
