using AwesomeAssertions;
using IdBellen.Api.Irma;
using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Api.Irma;

/// <summary>What we make of each refusal of an IRMA server (irma.md §1, §6, §8), and of answers that none should give.</summary>
public sealed class IrmaClientTests
{
    private static readonly SessionRequest Request = new() { Request = new DisclosureRequest { Disclose = [[["a.b.c.d"]]] } };

    [Theory]
    [InlineData(400, "INVALID_REQUEST", IrmaFailure.Refused)]
    [InlineData(403, "UNAUTHORIZED", IrmaFailure.Refused)]
    [InlineData(404, "NOT_FOUND", IrmaFailure.Refused)]
    [InlineData(405, "", IrmaFailure.Refused)]
    [InlineData(500, "EXCEPTION", IrmaFailure.Unreachable)]
    [InlineData(501, "UNSUPPORTED", IrmaFailure.Unreachable)]
    public async Task A_session_that_can_not_be_started_is_told_apart_by_whether_it_may_pass(int status, string error, IrmaFailure expected)
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context => ScriptedIrmaServer.RefuseAsync(context, status, error));

        (await Client().StartAsync(server.Server, Request, TestContext.Current.CancellationToken)).Failure.Should().Be(expected);
    }

    [Theory]
    [InlineData(400, "SESSION_UNKNOWN", IrmaFailure.SessionUnknown)]
    [InlineData(400, "INVALID_REQUEST", IrmaFailure.Refused)]
    [InlineData(404, "SESSION_UNKNOWN", IrmaFailure.Refused)]
    [InlineData(500, "EXCEPTION", IrmaFailure.Unreachable)]
    public async Task Only_400_SESSION_UNKNOWN_means_that_a_session_is_over(int status, string error, IrmaFailure expected)
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context => ScriptedIrmaServer.RefuseAsync(context, status, error));

        (await Client().StatusAsync(server.Server, "token", TestContext.Current.CancellationToken)).Failure.Should().Be(expected);
        (await Client().ResultJwtAsync(server.Server, "token", TestContext.Current.CancellationToken)).Failure.Should().Be(expected);
    }

    [Theory]
    [InlineData("text/html", "<html>Welcome</html>")]
    [InlineData("application/json", "{\"sessionPtr\":null}")]
    [InlineData("application/json", "{")]
    [InlineData("application/json", "null")]
    public async Task An_answer_that_is_none_counts_as_no_answer(string type, string body)
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        });

        (await Client().StartAsync(server.Server, Request, TestContext.Current.CancellationToken)).Failure.Should().Be(IrmaFailure.Unreachable);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up()
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };

        (await new IrmaClient(http).StatusAsync(server.Server, "token", TestContext.Current.CancellationToken)).Failure.Should().Be(IrmaFailure.Unreachable);
    }

    [Fact]
    public async Task The_requestor_token_is_sent_bare_and_only_where_it_is_asked_for()
    {
        var sent = new List<string>();
        await using var server = await ScriptedIrmaServer.StartAsync(context =>
        {
            lock (sent) sent.Add($"{context.Request.Method} {context.Request.Headers.Authorization}");
            return ScriptedIrmaServer.RefuseAsync(context, 500, "EXCEPTION");
        });
        var withToken = server.Server with { RequestorToken = "secret" };

        await Client().StartAsync(withToken, Request, TestContext.Current.CancellationToken);
        await Client().StatusAsync(withToken, "token", TestContext.Current.CancellationToken);

        sent.Should().Equal("POST secret", "GET ");
    }

    private static IrmaClient Client() => new(Http);

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
}
