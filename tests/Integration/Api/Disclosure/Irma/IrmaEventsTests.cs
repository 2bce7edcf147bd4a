using System.Text;
using AwesomeAssertions;
using IdBellen.Api.Disclosure.Irma;
using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Integration.Api.Disclosure.Irma;

/// <summary>Server-sent events as in irma.md §7.</summary>
public sealed class IrmaEventsTests
{
    private static readonly HttpClient Http = new() { Timeout = Timeout.InfiniteTimeSpan };

    [Theory]
    [InlineData(500, "SSE_DISABLED", StreamEnd.Disabled)]
    [InlineData(500, "EXCEPTION", StreamEnd.Refused)]
    [InlineData(501, "UNSUPPORTED", StreamEnd.Refused)]
    [InlineData(403, "UNEXPECTED_REQUEST", StreamEnd.Refused)]
    public async Task A_refusal_is_told_apart_by_whether_the_server_has_events_at_all(int status, string error, object expected)
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context => ScriptedIrmaServer.RefuseAsync(context, status, error));

        (await new IrmaEvents(Http).FollowAsync(server.Server, "token", () => { }, TestContext.Current.CancellationToken)).Should()
            .Be((StreamEnd)expected);
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

    [Theory]
    [InlineData("a line without an end", "data: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("events without an end", "data: \"CONNECTED\"\n\n")]
    [InlineData("comments without an end", ": still here\n")]
    public async Task A_stream_that_no_session_has_is_cut_off(string what, string piece)
    {
        var heard = 0;
        await using var server = await ScriptedIrmaServer.StartAsync(context =>
        {
            context.Response.ContentType = "text/event-stream";
            return Flood.Of(Encoding.UTF8.GetBytes(piece)).SendAsync(context);
        });

        var end = await new IrmaEvents(Http).FollowAsync(server.Server, "token", () => heard++, TestContext.Current.CancellationToken);

        end.Should().Be(StreamEnd.Unusable, what);
        heard.Should().BeLessThanOrEqualTo(100);
    }

    [Fact]
    public async Task A_stream_that_ends_without_a_word_is_unusable()
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context =>
        {
            context.Response.ContentType = "text/event-stream";
            return Task.CompletedTask;
        });

        (await new IrmaEvents(Http).FollowAsync(server.Server, "token", () => { }, TestContext.Current.CancellationToken)).Should()
            .Be(StreamEnd.Unusable);
    }
}
