using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class NextSessionTests
{
    private const string Email =
        """{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":[[["pbdf.sidn-pbdf.email.email"]]]}""";

    [Fact]
    public async Task When_the_next_address_is_unreachable_the_session_stays_connected_although_the_proof_is_valid()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended("\"nextSession\":{\"url\":\"http://127.0.0.1:9/\"}"));
        using var connected = await session.ConnectAsync();

        await session.ProveAsync().ShouldBeAsync(500, "NEXT_SESSION");

        var result = await session.ResultAsync();
        result.Status.Should().Be("CONNECTED");
        result.ProofStatus.Should().Be("VALID");
        result.Disclosed.Should().HaveCount(1);
    }

    [Fact]
    public async Task An_empty_address_is_refused_at_the_start()
    {
        await using var demo = await RunningDemo.StartAsync();

        await StartedSession.PostAsync(demo.Irma, StartedSession.Extended("\"nextSession\":{\"url\":\"\"}"))
            .ShouldBeAsync(400, "INVALID_REQUEST", "nextSession provided with empty URL");
    }

    [Fact]
    public async Task No_content_ends_the_chain()
    {
        await using var requestor = await Receiver.StartAsync(static context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo,
            StartedSession.Extended($"\"nextSession\":{{\"url\":\"{requestor.Url}next\"}}"));

        await session.DiscloseAsync();

        (await session.StatusAsync()).Should().Be("\"DONE\"");
        new JsonWebToken((await requestor.NextAsync()).Body).GetClaim("status").Value.Should().Be("CONNECTED");
    }

    [Fact]
    public async Task The_next_session_must_disclose_again_what_was_disclosed_before()
    {
        await using var requestor = await Receiver.StartAsync(static context => context.Response.WriteAsync(Email));
        await using var demo = await RunningDemo.StartAsync();
        var first = await StartedSession.StartAsync(demo, StartedSession.Extended($"\"nextSession\":{{\"url\":\"{requestor.Url}next\"}}"));
        using var connected = await first.ConnectAsync();
        using var proved = await first.ProveAsync();

        var pointer = (await StartedSession.JsonAsync(proved))["nextSession"]!;
        using var status = await first.FrontendAsync(HttpMethod.Get, "status");
        (await StartedSession.JsonAsync(status))["nextSession"]!.ToJsonString().Should().Be(pointer.ToJsonString());
        var next = new StartedSession(demo.Irma, new()
        {
            ["token"] = (await first.ResultAsync()).NextSession,
            ["sessionPtr"] = pointer.DeepClone(),
            ["frontendRequest"] = first.Answer["frontendRequest"]!.DeepClone(),
        });
        await next.DiscloseAsync();

        (await next.ResultAsync()).Disclosed!.Select(static set => set![0].Id).Should()
            .Equal("pbdf.sidn-pbdf.email.email", "irma-demo.MijnOverheid.root.BSN");
    }
}
