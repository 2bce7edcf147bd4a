using AwesomeAssertions;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Outbound;
using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Integration.Api.Disclosure.Irma;

/// <summary>What we make of each refusal of an IRMA server (irma.md §1, §6, §8), and of answers that none should give.</summary>
public sealed class IrmaClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly SessionRequest Request =
        new() { Request = new DisclosureRequest { Disclose = [[[new RequestedAttribute("a.b.c.d")]]] } };

    [Theory]
    [InlineData(400, "INVALID_REQUEST", IrmaFailure.Refused)]
    [InlineData(403, "UNAUTHORIZED", IrmaFailure.Refused)]
    [InlineData(404, "NOT_FOUND", IrmaFailure.Refused)]
    [InlineData(405, "", IrmaFailure.Refused)]
    [InlineData(500, "EXCEPTION", IrmaFailure.Unreachable)]
    [InlineData(501, "UNSUPPORTED", IrmaFailure.Refused)]
    [InlineData(503, "", IrmaFailure.Unreachable)]
    public async Task A_session_that_can_not_be_started_is_told_apart_by_whether_it_may_pass(int status, string error, object expected)
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context => ScriptedIrmaServer.RefuseAsync(context, status, error));

        (await Client().StartAsync(server.Server, Request, TestContext.Current.CancellationToken)).Failure.Should()
            .Be((IrmaFailure)expected);
    }

    [Theory]
    [InlineData(400, "SESSION_UNKNOWN", IrmaFailure.SessionUnknown)]
    [InlineData(400, "INVALID_REQUEST", IrmaFailure.Refused)]
    [InlineData(404, "SESSION_UNKNOWN", IrmaFailure.Refused)]
    [InlineData(500, "EXCEPTION", IrmaFailure.Unreachable)]
    public async Task Only_400_SESSION_UNKNOWN_means_that_a_session_is_over(int status, string error, object expected)
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context => ScriptedIrmaServer.RefuseAsync(context, status, error));

        (await Client().StatusAsync(server.Server, "token", TestContext.Current.CancellationToken)).Failure.Should()
            .Be((IrmaFailure)expected);
        (await Client().ResultJwtAsync(server.Server, "token", new ResultBudget().Open("a"),
            TestContext.Current.CancellationToken)).Failure.Should().Be((IrmaFailure)expected);
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

        (await Client().StartAsync(server.Server, Request, TestContext.Current.CancellationToken)).Failure.Should()
            .Be(IrmaFailure.Unreachable);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up()
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var http = new HttpClient(new BoundedAnswers(IrmaClient.Limits with { Patience = TimeSpan.FromMilliseconds(200) })
        {
            InnerHandler = OutboundSockets.Create(),
        });

        (await new IrmaClient(http).StatusAsync(server.Server, "token", TestContext.Current.CancellationToken)).Failure.Should()
            .Be(IrmaFailure.Unreachable);
    }

    public static TheoryData<string, int> Floods => new()
    {
        { "start", 200 }, { "start", 400 }, { "start", 500 }, { "status", 200 }, { "status", 400 }, { "result", 200 }, { "result", 400 }, {
            "result", 500 }, { "cancel", 200 },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task A_server_that_never_stops_talking_is_cut_off(string call, int status)
    {
        var sent = new TaskCompletionSource<long>();
        await using var server = await ScriptedIrmaServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            sent.TrySetResult(await Flood.Of(new byte[1]).SendAsync(context));
        });
        var cancellationToken = TestContext.Current.CancellationToken;
        using var lease = new ResultBudget().Open("a");

        var failure = call switch
        {
            "start" => (await Client().StartAsync(server.Server, Request, cancellationToken)).Failure,
            "status" => (await Client().StatusAsync(server.Server, "token", cancellationToken)).Failure,
            "result" => (await Client().ResultJwtAsync(server.Server, "token", lease, cancellationToken)).Failure,
            _ => await CancelAsync(server, cancellationToken),
        };

        failure.Should().Be(call == "result" && status == 200 ? IrmaFailure.TooLarge : IrmaFailure.Unreachable);
        // With what stands in the buffers of two sockets.
        (await sent.Task.WaitAsync(Patience, cancellationToken)).Should().BeLessThan(Flood.Endless);
    }

    [Fact]
    public async Task Where_there_is_no_room_for_a_result_it_is_left_at_the_server()
    {
        await using var server =
            await ScriptedIrmaServer.StartAsync(context => context.Response.Body.WriteAsync(new byte[1 << 20]).AsTask());
        using var lease = new ResultBudget(ofMunicipality: 1 << 18).Open("a");

        (await Client().ResultJwtAsync(server.Server, "token", lease, TestContext.Current.CancellationToken)).Failure.Should()
            .Be(IrmaFailure.NoRoom);
    }

    [Fact]
    public async Task A_gateways_header_goes_with_every_request()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var server = await ScriptedIrmaServer.StartAsync(context =>
        {
            seen.Enqueue(context.Request.Headers["X-Api-Key"].ToString());
            return ScriptedIrmaServer.RefuseAsync(context, 500, "EXCEPTION");
        });
        var behind = server.Server with { Gateway = new GatewayKey("X-Api-Key", "secret") };
        using var lease = new ResultBudget().Open("a");
        var cancellationToken = TestContext.Current.CancellationToken;

        await Client().StartAsync(behind, Request, cancellationToken);
        await Client().StatusAsync(behind, "token", cancellationToken);
        await Client().ResultJwtAsync(behind, "token", lease, cancellationToken);
        await Client().CancelAsync(behind, "token", cancellationToken);
        await Client().CompletePairingAsync(behind, new Pairing("client", "authorization", "1234"), cancellationToken);
        await new IrmaEvents(Http).FollowAsync(behind, "token", () => { }, cancellationToken);

        seen.Should().HaveCount(6).And.AllBe("secret");
        behind.Gateway.ToString().Should().NotContain("secret");
    }

    // It has nothing to say; what counts is that it ends.
    private static async Task<IrmaFailure> CancelAsync(ScriptedIrmaServer server, CancellationToken cancellationToken)
    {
        await Client().CancelAsync(server.Server, "token", cancellationToken);
        return IrmaFailure.Unreachable;
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

    private static readonly HttpClient Http = new(new BoundedAnswers(IrmaClient.Limits) { InnerHandler = OutboundSockets.Create() });
}
