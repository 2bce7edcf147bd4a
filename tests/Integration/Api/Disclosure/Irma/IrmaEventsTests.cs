using AwesomeAssertions;
using IdBellen.Api.Irma;
using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Api.Irma;

/// <summary>Server-sent events as in irma.md §7.</summary>
public sealed class IrmaEventsTests
{
    private static readonly HttpClient Http = new() { Timeout = Timeout.InfiniteTimeSpan };

    [Theory]
    [InlineData(500, "SSE_DISABLED", StreamEnd.Disabled)]
    [InlineData(500, "EXCEPTION", StreamEnd.Refused)]
    [InlineData(501, "UNSUPPORTED", StreamEnd.Refused)]
    [InlineData(403, "UNEXPECTED_REQUEST", StreamEnd.Refused)]
    public async Task A_refusal_is_told_apart_by_whether_the_server_has_events_at_all(int status, string error, StreamEnd expected)
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context => ScriptedIrmaServer.RefuseAsync(context, status, error));

        (await new IrmaEvents(Http).FollowAsync(server.Server, "token", () => { }, TestContext.Current.CancellationToken)).Should().Be(expected);
    }

    [Fact]
    public async Task Every_event_is_heard_and_a_comment_is_none()
    {
        var heard = 0;
        await using var server = await ScriptedIrmaServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("event: open\n\n: still here\n\ndata: \"CONNECTED\"\n\ndata: \"DONE\"\n\n");
        });

        var end = await new IrmaEvents(Http).FollowAsync(server.Server, "token", () => heard++, TestContext.Current.CancellationToken);

        end.Should().Be(StreamEnd.Closed);
        heard.Should().Be(3);
    }

    [Fact]
    public async Task A_stream_that_ends_without_a_word_is_unusable()
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context =>
        {
            context.Response.ContentType = "text/event-stream";
            return Task.CompletedTask;
        });

        (await new IrmaEvents(Http).FollowAsync(server.Server, "token", () => { }, TestContext.Current.CancellationToken)).Should().Be(StreamEnd.Unusable);
    }
}
