using System.Net;

namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class FrontendTests
{
    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task The_front_end_must_show_its_own_authorisation(string authorization)
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);

        await session.FrontendAsync(HttpMethod.Get, "status", authorization: authorization).ShouldBeAsync(403, "UNAUTHORIZED");
    }

    [Fact]
    public async Task Pairing_can_be_asked_only_before_the_app_connects()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);
        using var connected = await session.ConnectAsync();

        await session.AskPairingAsync().ShouldBeAsync(403, "UNEXPECTED_REQUEST");
    }

    [Fact]
    public async Task Pairing_cannot_be_completed_when_it_was_not_asked()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);

        await session.FrontendAsync(HttpMethod.Post, "pairingcompleted").ShouldBeAsync(403, "UNEXPECTED_REQUEST");
        await session.AskPairingAsync("telepathy").ShouldBeAsync(403, "UNEXPECTED_REQUEST");
    }

    [Fact]
    public async Task An_unpaired_app_gets_nothing_but_the_code()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);
        using var options = await session.AskPairingAsync();
        using var connected = await session.ConnectAsync();
        var seen = await StartedSession.JsonAsync(connected);

        seen.AsObject().ContainsKey("request").Should().BeFalse();
        ((string)seen["options"]!["pairingCode"]!).Should().Be((string)(await StartedSession.JsonAsync(options))["pairingCode"]!);
        (await session.StatusAsync()).Should().Be("\"PAIRING\"");
        await session.AsAppAsync(HttpMethod.Get, "/request").ShouldBeAsync(403, "PAIRING_REQUIRED");
        await session.ProveAsync().ShouldBeAsync(403, "PAIRING_REQUIRED");
    }

    [Fact]
    public async Task Completing_the_pairing_lets_the_app_go_on()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);
        using var options = await session.AskPairingAsync();
        var answer = await StartedSession.JsonAsync(options);
        ((string)answer["@context"]!).Should().Be("https://irma.app/ld/options/v1");
        ((string)answer["pairingMethod"]!).Should().Be("pin");
        ((string)answer["pairingCode"]!).Should().MatchRegex("^[0-9]{4}$");
        using var connected = await session.ConnectAsync();

        await session.FrontendAsync(HttpMethod.Post, "pairingcompleted").ShouldHaveStatusAsync((int)HttpStatusCode.NoContent);

        using var status = await session.FrontendAsync(HttpMethod.Get, "status");
        (await status.Content.ReadAsStringAsync(RunningDemo.Cancelled)).Should().Be("""{"status":"CONNECTED"}""");
        await session.AsAppAsync(HttpMethod.Get, "/request").ShouldHaveStatusAsync(200);
        await session.ProveAsync().ShouldHaveStatusAsync(200);
    }

    [Fact]
    public async Task Pairing_can_be_taken_back()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);
        using var asked = await session.AskPairingAsync();
        using var withdrawn = await session.AskPairingAsync("none");

        using var connected = await session.ConnectAsync();

        (await session.StatusAsync()).Should().Be("\"CONNECTED\"");
    }
}
